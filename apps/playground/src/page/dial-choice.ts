import type { Host } from '@jackfield/core';
import { byId, h } from '@jackfield/dev-page/h';
import type { ShownHost } from '@jackfield/dev-page/page/shown-host';

/** Returns the host that dials: with several widgets, the one that somebody chooses. */
export function dialChoice(hosts: readonly ShownHost[]): () => Host {
  const [first] = hosts as readonly [ShownHost];
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
