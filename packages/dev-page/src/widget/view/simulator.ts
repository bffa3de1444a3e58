import { byId, h } from '../../h.js';
import { CALLERS } from '../data.js';
import type { PhoneWidget } from '../phone.js';
import { formatNumber } from './format.js';

const group = (label: string, known: boolean): HTMLOptGroupElement =>
  h(
    'optgroup',
    { label },
    CALLERS.filter((caller) => caller.known === known).map(({ label, number }) => {
      const shown = formatNumber(number);
      return h('option', { value: number }, shown === label ? label : `${label} · ${shown}`);
    }),
  );

/** Lists those who may call. */
export const fillCallers = (select: HTMLSelectElement): void =>
  select.append(group('In the CRM', true), group('Strangers', false));

/** What happens in the world outside the phone: people who call, an agent who reloads. */
export function simulator(widget: PhoneWidget): void {
  const from = byId<HTMLSelectElement>('caller');
  const ring = byId<HTMLButtonElement>('ring');
  fillCallers(from);
  ring.addEventListener('click', () => void widget.inboundCall({ from: from.value }));
  byId('reload').addEventListener('click', () => void widget.reload());
  byId('version').textContent = `RingCX ${widget.version}`;
  const update = (): void => {
    const { phase } = widget.state;
    ring.setAttribute('aria-disabled', String(phase !== 'idle' && phase !== 'done'));
  };
  widget.subscribe(update);
  update();
}
