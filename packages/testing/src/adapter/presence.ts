import { classes } from './element.js';
import type { CoreState } from './core.js';
import type { Listeners } from './page-window.js';
import { PRESENCES, type RingexParts } from './ringex-dom.js';

/** The agent's presence, in the header and in the list under it. */
export interface Presence {
  render(): void;
  /** Takes the presence that the widget pushes, and shows a changed one. */
  sync(
    pushed: Readonly<
      Record<'userStatus' | 'dndStatus' | 'telephonyStatus' | 'presenceOption', unknown>
    >,
  ): void;
  setTexts(texts: Readonly<Record<string, string | undefined>>): void;
  toggle(): void;
  close(): void;
}

/** JSW AdapterCore/index.ts:299-330, 505-510, 647-664, 817-844, 1118-1127 */
export function createPresence(
  { presence, dropdown, presenceItems }: RingexParts,
  state: CoreState,
  { on }: Listeners,
  actions: { toggle(): void; choose(presenceType: string): void },
): Presence {
  let telephonyStatus: unknown = null;
  let option: unknown = null;

  /** Other statuses, such as TakeAllCalls, have no class. */
  const known = (status: unknown): unknown => PRESENCES.some(([, one]) => one === status) && status;

  function render(): void {
    const { minimized, userStatus, dndStatus } = state;
    presence.setAttribute(
      'class',
      classes(minimized && 'minimized', 'presence', known(userStatus), known(dndStatus)),
    );
    for (const [index, [, status]] of PRESENCES.entries())
      presenceItems[index]?.setAttribute(
        'class',
        classes('presenceItem', status === option && 'selected'),
      );
  }

  for (const element of [presence, dropdown])
    on(element, 'click', (event) => {
      event.stopPropagation();
      actions.toggle();
    });
  for (const [index, [, status]] of PRESENCES.entries())
    on(presenceItems[index] as HTMLElement, 'click', (event) => {
      event.stopPropagation();
      actions.toggle();
      actions.choose(status);
    });

  const OPEN = classes('showDropdown');
  return {
    render,
    sync(pushed) {
      if (
        pushed.dndStatus === state.dndStatus &&
        pushed.userStatus === state.userStatus &&
        pushed.telephonyStatus === telephonyStatus
      )
        return;
      state.dndStatus = pushed.dndStatus;
      state.userStatus = pushed.userStatus;
      telephonyStatus = pushed.telephonyStatus;
      option = pushed.presenceOption;
      render();
    },
    setTexts(texts) {
      for (const [index, [name]] of PRESENCES.entries()) {
        const text = presenceItems[index]?.querySelector('span');
        if (text) text.textContent = texts[`${name}Btn`] ?? text.textContent;
      }
    },
    toggle: () => void dropdown.classList.toggle(OPEN),
    close: () => dropdown.classList.remove(OPEN),
  };
}
