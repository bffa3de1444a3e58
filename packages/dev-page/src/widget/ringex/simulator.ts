import { byId, h } from '../../h.js';
import { fillCallers } from '../view/simulator.js';
import type { RingexPhone } from './phone.js';

/** What happens in the world outside the phone, and the setting for automatic logs. */
export function ringexSimulator({ widget, hasRingcx, act }: RingexPhone): void {
  byId('version').textContent = `RingEX ${widget.version}${hasRingcx ? ' with RingCX' : ''}`;
  const from = byId<HTMLSelectElement>('caller');
  const ring = byId<HTMLButtonElement>('ring');
  fillCallers(from);
  const autoLog = h('input', { id: 'auto-log', type: 'checkbox' });
  autoLog.addEventListener('change', () => act(() => widget.setAutoLog(autoLog.checked)));
  byId('settings').append(
    h('label', { class: 'check', for: 'auto-log' }, [autoLog, 'Log calls automatically']),
  );
  ring.addEventListener('click', () => {
    if (ring.getAttribute('aria-disabled') === 'true') return;
    // Without a session of the agent, RingCX routes no call here.
    const source = widget.state.agent.status === 'ready' ? 'ringcx' : 'ringcentral';
    act(() => widget.inboundCall({ from: from.value, source }));
  });
  byId('reload').addEventListener('click', () => act(() => widget.reload()));
  const update = (): void => {
    const { phase, autoLog: isOn, service } = widget.state;
    ring.setAttribute('aria-disabled', String(phase !== 'idle'));
    autoLog.disabled = !service.hasCallLogger;
    autoLog.checked = isOn;
  };
  widget.subscribe(update);
  update();
}
