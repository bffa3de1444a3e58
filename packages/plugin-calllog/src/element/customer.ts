import type { CallLogItem } from '../status.js';
import type { OutboxTexts } from './texts.js';

/** Whose call it was: a name where there is one, else the number; with a name, the number beside it. */
export interface Customer {
  readonly name: string;
  readonly number?: string | undefined;
}

/** Nothing that is read here is sure to be there: an old record may be of another shape. */
export function customerOf({ record }: CallLogItem, texts: OutboxTexts): Customer {
  if (!record) return { name: texts.unreadable };
  const { call, contact, candidates } = record;
  const party = call?.direction === 'INBOUND' ? call.from : call?.to;
  const known = party?.phoneNumber;
  const number = known === 'anonymous' ? texts.withheld : known && texts.number(known);
  // Of several contacts with the number, the caller's name is that of the first only.
  const name = contact?.name || (!candidates?.[1] && party?.name);
  if (name) return { name, number };
  return { name: number || texts.unknownCustomer };
}
