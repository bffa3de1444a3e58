import type { CallLogStatus } from '../status.js';
import { createAnnouncer } from './announcer.js';
import { createButton } from './button.js';
import { el, put, say } from './el.js';
import { createItemRow, type ItemRow } from './item-row.js';
import { shownItems } from './shown-items.js';
import type { OutboxTexts } from './texts.js';

/** What the element can have done; all of them may reject. */
export interface ViewActions {
  retry(key?: string): Promise<void>;
  discard(key: string): Promise<void>;
  resume(): Promise<void>;
}

/** What is in the element's shadow root. */
export interface OutboxView {
  show(status: CallLogStatus): void;
  /** The outbox could not be read. */
  fail(error: unknown): void;
  /** Ends what is still to be said. */
  stop(): void;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** How many logs are in which state, in words; those that need somebody first. */
function summaryOf({ counts }: CallLogStatus, texts: OutboxTexts): readonly string[] {
  return (['failed', 'rejected', 'paused', 'pending'] as const).flatMap((state) =>
    counts[state] > 0 ? [texts[state](counts[state])] : [],
  );
}

/** What is not as it should be; `undefined` while logs are merely on their way. */
function newsOf(status: CallLogStatus, texts: OutboxTexts): string | undefined {
  const { counts, isPaused, isOffline, storage, storageProblem } = status;
  const troubles = [
    ...(['failed', 'rejected', 'paused'] as const).flatMap((state) =>
      counts[state] > 0 ? [texts[state](counts[state])] : [],
    ),
    ...(isPaused ? [texts.signIn] : []),
    ...(isOffline ? [texts.offline] : []),
    ...(storage === 'volatile' || storageProblem
      ? [texts.storageProblem(storageProblem, storage === 'volatile')]
      : []),
  ];
  if (troubles.length > 0) return troubles.join(' ');
  return counts.pending > 0 ? undefined : '';
}

/** Fills an empty shadow root. */
export function createOutboxView(
  root: ShadowRoot,
  texts: OutboxTexts,
  actions: ViewActions,
): OutboxView {
  const owner = root.ownerDocument;
  const rows = new Map<string, ItemRow>();
  let isUnread = false;

  const note = (part: string): HTMLParagraphElement => {
    const element = el(owner, 'p', { part: `note ${part}`, dir: 'auto' });
    element.hidden = true;
    return element;
  };
  const summary = el(owner, 'p', { part: 'summary', tabindex: '-1' });
  const problem = el(owner, 'p', { part: 'note problem', role: 'alert', dir: 'auto' });
  problem.hidden = true;
  const storage = note('storage');
  const offline = note('offline');
  const others = note('others');
  const more = note('more');
  const signIn = note('sign-in');
  const resume = createButton(owner, 'resume', () => act(() => actions.resume()));
  const paused = el(owner, 'div', { part: 'paused' }, [signIn, resume.element]);
  const retryAll = createButton(owner, 'retry-all', () => act(() => actions.retry()));
  const list = el(owner, 'ul', { part: 'list', role: 'list' });
  const live = el(owner, 'p', { part: 'live', role: 'status' });
  const box = el(owner, 'div', { part: 'outbox', role: 'group', 'aria-label': texts.title }, [
    el(owner, 'div', { part: 'top' }, [summary, retryAll.element]),
    problem,
    storage,
    paused,
    offline,
    list,
    more,
    others,
    live,
  ]);
  box.hidden = true;
  root.replaceChildren(box);
  const announcer = createAnnouncer(live, () => texts.allDelivered);

  /** Does what a button is for, and says what went wrong. */
  async function act(run: () => Promise<void>): Promise<void> {
    say(problem, '');
    announcer.forget();
    try {
      await run();
    } catch (error) {
      say(problem, texts.actionFailed(messageOf(error)));
    }
  }

  function rowOf(key: string): ItemRow {
    const known = rows.get(key);
    if (known) return known;
    const row = createItemRow(owner, key, texts, {
      retry: () => act(() => actions.retry(key)),
      discard: () => act(() => actions.discard(key)),
    });
    rows.set(key, row);
    return row;
  }

  /** Adds, keeps and removes rows; one that stays is not moved, so that it keeps the focus. */
  function showItems(status: CallLogStatus): void {
    const { shown, more: hidden } = shownItems(status);
    const keys = new Set(shown.map(({ key }) => key));
    for (const [key, row] of rows) {
      if (keys.has(key)) continue;
      row.element.remove();
      rows.delete(key);
    }
    let next = list.firstElementChild;
    for (const item of shown) {
      const row = rowOf(item.key);
      row.update(item);
      if (row.element === next) next = next.nextElementSibling;
      else list.insertBefore(row.element, next);
    }
    list.hidden = shown.length === 0;
    say(more, hidden > 0 ? texts.more(hidden) : '');
  }

  /** What had the focus is gone or hidden: it goes to what is nearest, never to the page's top. */
  function keepFocus(before: Element | null, index: number): void {
    if (!before || (root.activeElement === before && before.checkVisibility())) return;
    if (before.checkVisibility()) return (before as HTMLElement).focus();
    const near = list.children[Math.min(index, list.children.length - 1)];
    const row = index < 0 ? undefined : [...rows.values()].find(({ element }) => element === near);
    if (row) row.focus();
    else summary.focus();
  }

  return {
    show(status) {
      const before = root.activeElement;
      const index = [...list.children].findIndex((each) => each.contains(before));
      const sums = summaryOf(status, texts);
      const needsSomebody = status.counts.failed + status.counts.rejected + status.counts.paused;
      box.hidden = false;
      if (isUnread) say(problem, '');
      isUnread = false;
      say(summary, sums.length > 0 ? sums.join(' · ') : texts.allDelivered);
      const tone = needsSomebody > 0 ? 'bad' : sums.length > 0 ? 'busy' : 'good';
      put(summary, 'part', `summary summary-${tone}`);
      const isVolatile = status.storage === 'volatile';
      const { storageProblem } = status;
      say(
        storage,
        isVolatile || storageProblem ? texts.storageProblem(storageProblem, isVolatile) : '',
      );
      say(signIn, texts.signIn);
      resume.name(texts.resume);
      paused.hidden = !status.isPaused && status.counts.paused === 0;
      say(offline, status.isOffline ? texts.offline : '');
      say(others, status.ofOthers > 0 ? texts.ofOthers(status.ofOthers) : '');
      retryAll.name(texts.retryAll);
      retryAll.element.hidden = status.counts.failed < 2;
      showItems(status);
      keepFocus(before, index);
      announcer.announce(newsOf(status, texts));
    },
    fail(error) {
      box.hidden = false;
      isUnread = true;
      say(problem, texts.statusFailed(messageOf(error)));
    },
    stop: () => announcer.stop(),
  };
}
