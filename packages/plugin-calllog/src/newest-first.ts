import type { CallLogRecord, ListedCallLog, RejectedCallLog } from './call-log-store.js';

/** Both kinds of log in one list, the latest revision first. */
export function newestFirst(
  logged: Iterable<CallLogRecord>,
  rejected: Iterable<RejectedCallLog>,
): readonly ListedCallLog[] {
  const list: ListedCallLog[] = [];
  for (const record of logged) list.push({ ...record, status: 'logged' });
  for (const record of rejected) list.push({ ...record, status: 'rejected' });
  return list.sort((a, b) => b.revision - a.revision);
}
