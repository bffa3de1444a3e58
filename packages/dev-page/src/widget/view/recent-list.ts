import { h } from '../../h.js';

/** As many calls are listed. */
const LISTED = 20;

/** The calls that ended last. */
export interface RecentList<Call> {
  readonly elements: readonly HTMLElement[];
  /**
   * Lists the newest calls, if they have changed.
   *
   * @param more - what the rows depend on besides their calls
   */
  update(history: readonly Call[], more?: unknown): void;
}

/**
 * Creates the list of calls. A button that is made again loses the focus: the one in its place gets it, or
 * else `fallback`.
 */
export function recentList<Call>(
  row: (call: Call) => HTMLLIElement,
  fallback: HTMLElement,
): RecentList<Call> {
  const list = h('ul', { class: 'recents' });
  const empty = h('p', { class: 'empty' }, 'No calls yet. Start one below with “Incoming call”.');
  const older = h(
    'p',
    { class: 'empty', hidden: true },
    `Only the last ${LISTED} calls are listed.`,
  );
  const buttons = (): readonly HTMLElement[] => [...list.querySelectorAll('button')];
  let shown = '';
  return {
    elements: [empty, list, older],
    update(history, more) {
      const newest = history.slice(0, LISTED);
      older.hidden = history.length <= LISTED;
      const key = JSON.stringify([newest, more]);
      if (key === shown) return;
      shown = key;
      empty.hidden = newest.length > 0;
      list.hidden = newest.length === 0;
      const focused = document.activeElement;
      const name = list.contains(focused) ? focused?.getAttribute('aria-label') : undefined;
      const at = buttons().findIndex((button) => button === focused);
      list.replaceChildren(...newest.map(row));
      if (at < 0) return;
      const same = buttons().find((button) => button.getAttribute('aria-label') === name);
      // The page around the phone may have scrolled to what the button was for.
      (same ?? buttons()[at] ?? fallback).focus({ preventScroll: true });
    },
  };
}
