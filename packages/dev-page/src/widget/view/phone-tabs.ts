import { byId } from '../../h.js';

/** The two tabs of the phone: the call, and leads. */
export function phoneTabs(): { showCall(): void } {
  const callTab = byId<HTMLButtonElement>('tab-call');
  const leadsTab = byId<HTMLButtonElement>('tab-leads');

  function select(tab: HTMLButtonElement): void {
    for (const [button, panel] of [
      [callTab, byId('panel-call')],
      [leadsTab, byId('panel-leads')],
    ] as const) {
      button.setAttribute('aria-selected', String(button === tab));
      button.tabIndex = button === tab ? 0 : -1;
      panel.hidden = button !== tab;
    }
  }
  for (const [tab, other] of [
    [callTab, leadsTab],
    [leadsTab, callTab],
  ] as const) {
    tab.addEventListener('click', () => select(tab));
    tab.addEventListener('keydown', ({ key }) => {
      if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
      select(other);
      other.focus();
    });
  }
  select(callTab);
  return { showCall: () => select(callTab) };
}
