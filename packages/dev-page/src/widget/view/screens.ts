import { byId } from '../../h.js';
import { phoneTabs } from './phone-tabs.js';

/** A screen of the phone, as far as both phones have the same. */
export interface AnyScreen {
  readonly element: HTMLElement;
  close?(): void;
}

export interface Screens<S extends AnyScreen> {
  /** The screen that is shown. */
  readonly shown: S | undefined;
  /**
   * Shows a screen. The focus moves only if the control that had it is gone.
   *
   * @param isRing - a call rings, or another thing happens that the agent did not ask for
   */
  show(screen: S, isRing: boolean): void;
}

/** What gets the focus when a screen replaces another one. */
const FIRST_CONTROL = 'button, select, input, textarea';

/**
 * The screens of a phone's calls.
 *
 * @param idle - between calls: it is kept, with what somebody has typed in it
 */
export function createScreens<S extends AnyScreen>(idle: S): Screens<S> {
  const tabs = phoneTabs();
  const panel = byId('panel-call');
  const leads = byId('panel-leads');
  panel.tabIndex = -1;
  let shown: S | undefined;
  return {
    get shown() {
      return shown;
    },
    show(screen, isRing) {
      const focused = document.activeElement;
      const had = panel.contains(focused) || leads.contains(focused);
      if (shown && screen !== idle) tabs.showCall();
      shown?.close?.();
      // Who dials, and is called meanwhile, goes on typing.
      const isDialling = isRing && idle.element.contains(focused);
      for (const child of [...panel.children])
        if (child !== idle.element || !(isDialling || screen === idle)) child.remove();
      if (!screen.element.isConnected) panel.prepend(screen.element);
      shown = screen;
      if (!had || (focused?.isConnected && focused.checkVisibility())) return;
      // Somebody who was about to press a key must not answer by it.
      const control = isRing ? panel : panel.querySelector<HTMLElement>(FIRST_CONTROL);
      control?.focus();
    },
  };
}

/** After this time the name of who calls is known, if the page answers at once. */
const NAME_MS = 500;

/** Says each state of the phone once, to a screen reader. */
export function createStatusLine(): (state: string, text: () => string) => void {
  const line = byId('status');
  let said = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (state, text) => {
    if (state === said) return;
    said = state;
    clearTimeout(timer);
    timer = setTimeout(() => {
      line.textContent = text();
    }, NAME_MS);
  };
}
