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

/** A rejected log stands beside the good one of its key. */
const idOf = ({ status, key }: ListedCallLog): string => `${status} ${key}`;

/** Every call once, the latest first. */
export interface ListedLogs {
  /** How many calls there are. */
  readonly count: number;
  /** Those of the table: without what the outbox lists above it, or counts there if it is too much to list. */
  readonly rows: readonly LoggedCall[];
}

/** What the CRM has and what is on its way there. */
export function listedLogs(
  stored: readonly ListedCallLog[],
  status: CallLogStatus | undefined,
): ListedLogs {
  const rows = new Map<string, LoggedCall>();
  const put = (log: ListedCallLog, state: CallLogState): void => {
    const id = idOf(log);
    const known = rows.get(id);
    if (!known || known.log.revision <= log.revision) rows.set(id, { log, state });
  };
  for (const log of stored) put(log, log.status === 'logged' ? 'delivered' : 'rejected');
  for (const item of status?.items ?? []) {
    const log = logOf(item);
    if (log) put(log, item.state);
  }
  const count = rows.size;
  for (const item of status?.items ?? []) {
    const log = item.state === 'delivered' ? undefined : logOf(item);
    if (log) rows.delete(idOf(log));
  }
  return { count, rows: [...rows.values()].sort((a, b) => b.log.revision - a.log.revision) };
}
