import type { CallLogOutbox, CallLogStatus } from '@jackfield/plugin-calllog';
import { byId, isolated } from '@jackfield/dev-page/h';
import { formatNumber } from '@jackfield/dev-page/page/format';
import { customerOf } from './customer.js';

/** Says to a screen reader that the CRM has a log: once for each call. */
export async function announceDeliveries(outbox: CallLogOutbox): Promise<void> {
  const line = byId('said');
  const said = new Set<string>();
  const deliveredIn = ({ items }: CallLogStatus): CallLogStatus['items'] =>
    items.filter(({ key, state }) => state === 'delivered' && !said.has(key));
  outbox.subscribe((status) => {
    for (const { key, record } of deliveredIn(status)) {
      said.add(key);
      if (!record) continue;
      const { name, phoneNumber } = customerOf(record);
      line.textContent = `The call log of ${isolated(name ?? formatNumber(phoneNumber))} is in the CRM.`;
    }
  });
  // What was delivered before the page was opened is not news.
  for (const { key } of deliveredIn(await outbox.status())) said.add(key);
}
