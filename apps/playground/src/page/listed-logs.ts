import type {
  CallLogItem,
  CallLogState,
  CallLogStatus,
  ListedCallLog,
} from '@jackfield/plugin-calllog';

/** A row of the call log: what is known of a call, and how far its log has come. */
export interface LoggedCall {
  readonly log: ListedCallLog;
  readonly state: CallLogState;
}

/** What an item of the outbox holds, as a store would list it. */
function logOf({ record, rejected }: CallLogItem): ListedCallLog | undefined {
  if (record) return { ...record, status: 'logged' };
  return rejected && { ...rejected, status: 'rejected' };
}

/** What the CRM has and what is on its way there, a call once, the latest first. */
export function listedLogs(
  stored: readonly ListedCallLog[],
  status: CallLogStatus | undefined,
): readonly LoggedCall[] {
  const rows = new Map<string, LoggedCall>();
  const put = (log: ListedCallLog, state: CallLogState): void => {
    // A rejected log stands beside the good one of its key.
    const id = `${log.status} ${log.key}`;
    const known = rows.get(id);
    if (!known || known.log.revision <= log.revision) rows.set(id, { log, state });
  };
  for (const log of stored) put(log, log.status === 'logged' ? 'delivered' : 'rejected');
  for (const item of status?.items ?? []) {
    const log = logOf(item);
    if (log) put(log, item.state);
  }
  return [...rows.values()].sort((a, b) => b.log.revision - a.log.revision);
}
