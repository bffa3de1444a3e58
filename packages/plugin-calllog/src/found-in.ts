import type { CallLogRecord, FoundCallLog } from './call-log-store.js';

/** Returns the entry of `find` for a row; none if the key has no row. */
export function foundIn(row: CallLogRecord | undefined): readonly FoundCallLog[] {
  if (!row) return [];
  const { key, contact } = row;
  return [{ key, id: key, ...(contact && { contactId: contact.id }) }];
}
