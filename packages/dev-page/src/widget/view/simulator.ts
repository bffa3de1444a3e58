import { byId, h } from '../../h.js';
import { CALLERS } from '../data.js';
import type { Phone } from '../phone.js';
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

/** What happens in the world outside the phone: people who call, an agent who reloads. */
export function simulator(widget: Phone): void {
  const from = byId<HTMLSelectElement>('caller');
  const ring = byId<HTMLButtonElement>('ring');
  const version = byId<HTMLSelectElement>('version');
  from.append(group('In the CRM', true), group('Strangers', false));
  ring.addEventListener('click', () => void widget.inboundCall({ from: from.value }));
  byId('reload').addEventListener('click', () => void widget.reload());
  version.value = widget.version;
  version.addEventListener('change', () => location.assign(`?version=${version.value}`));
  const update = (): void => {
    const { phase } = widget.state;
    ring.setAttribute('aria-disabled', String(phase !== 'idle' && phase !== 'done'));
  };
  widget.subscribe(update);
  update();
}
