import type { CallLogRecord, FoundCallLog } from './call-log-store.js';

/** What `find` tells of a row, or of a key that has none. */
export function foundIn(row: CallLogRecord | undefined): readonly FoundCallLog[] {
  if (!row) return [];
  const { key, contact } = row;
  return [{ key, id: key, ...(contact && { contactId: contact.id }) }];
}
