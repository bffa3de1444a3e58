import { byId, h } from '../h.js';
import type { PhoneWidget } from '../widget/phone.js';
import type { RingexPhone } from '../widget/ringex/phone.js';

const caller = (): string => byId<HTMLInputElement>('caller').value.trim();

function onRing(ring: () => void): (isPossible: boolean) => void {
  const button = byId('ring');
  byId<HTMLFormElement>('simulator').addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') !== 'true') ring();
  });
  return (isPossible) => button.setAttribute('aria-disabled', String(!isPossible));
}

/** Lets somebody call the agent of RingCX. */
export function ringcxSimulator(widget: PhoneWidget): void {
  const allow = onRing(() => void widget.inboundCall({ from: caller() }));
  const update = (): void => {
    const { phase } = widget.state;
    allow(phase === 'idle' || phase === 'done');
    byId('version').textContent = `RingCX ${widget.version}`;
  };
  widget.subscribe(update);
  update();
}

/** Lets somebody call the user of RingEX, and changes the setting for automatic logs. */
export function ringexSimulator({ widget, hasRingcx, act }: RingexPhone): void {
  const allow = onRing(() => {
    // Without a session of the agent, RingCX routes no call here.
    const source = widget.state.agent.status === 'ready' ? 'ringcx' : 'ringcentral';
    act(() => widget.inboundCall({ from: caller(), source }));
  });
  const autoLog = h('input', { id: 'auto-log', type: 'checkbox' });
  autoLog.addEventListener('change', () => act(() => widget.setAutoLog(autoLog.checked)));
  byId('settings').append(
    h('label', { class: 'check', for: 'auto-log' }, [autoLog, 'Log calls automatically']),
  );
  const update = (): void => {
    const { phase, autoLog: isOn, service } = widget.state;
    allow(phase === 'idle');
    autoLog.disabled = !service.hasCallLogger;
    autoLog.checked = isOn;
    byId('version').textContent = `RingEX ${widget.version}${hasRingcx ? ' with RingCX' : ''}`;
  };
  widget.subscribe(update);
  update();
}
