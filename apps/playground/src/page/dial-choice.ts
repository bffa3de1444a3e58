import { byId, h } from '@jackfield/dev-page/h';
import type { AcmeHost } from './acme-host.js';

interface Dialling {
  readonly host: AcmeHost;
  readonly label?: string | undefined;
}

/** Returns the host that dials: with several widgets, the one that somebody chooses. */
export function dialChoice(hosts: readonly Dialling[]): () => AcmeHost {
  const [first] = hosts as readonly [Dialling];
  if (hosts.length === 1) return () => first.host;
  const select = h(
    'select',
    {},
    hosts.map(({ label = '' }) => h('option', { value: label }, label)),
  );
  byId('contacts-count').after(
    h('label', { class: 'field' }, [h('span', {}, 'Call with'), select]),
  );
  return () => (hosts.find(({ label }) => label === select.value) ?? first).host;
}
