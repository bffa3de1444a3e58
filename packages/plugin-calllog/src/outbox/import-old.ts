import type { CallLogRecord, RejectedCallLog } from '../call-log-store.js';
import type { Box } from './box.js';
import { databaseNames, peekInto } from './databases.js';
import { rejectedId, type Row } from './row.js';

/** What version 0.1 kept its logs in, as `indexedDbCallLogStore` does by default. */
const OLD_NAME = 'jackfield-calllog';

const loggedRow = ({ key, revision, receivedAt, call }: CallLogRecord): Row => ({
  id: key,
  keys: [key],
  callId: call.id || undefined,
  revision,
  receivedAt,
  tries: 0,
  deliveredAt: receivedAt,
});

const rejectedRow = (rejected: RejectedCallLog): Row => ({
  id: rejectedId(rejected.key),
  keys: [],
  revision: rejected.revision,
  receivedAt: rejected.receivedAt,
  rejected,
  tries: 0,
  shown: 1,
});

/**
 * Takes over, once, what version 0.1 has left: the keys of its logs, which count as logged, and the
 * logs that it rejected, which are shown. The old database stays as it is.
 *
 * It knew no owners. The rejected logs, which may be anybody's, go to the first outbox that is made.
 *
 * @param prefix - that of all outboxes' names
 * @returns whether there was anything
 */
export async function importOld(box: Box, prefix: string, name: string): Promise<boolean> {
  if (await box.run('readonly', (tables) => tables.note('imported'))) return false;
  const names = await databaseNames();
  const isFirst = !names.some((other) => other.startsWith(prefix) && other !== name);
  const old = names.includes(OLD_NAME)
    ? await peekInto(OLD_NAME, async (database) => ({
        logged: (await database.getAll('logged')) as readonly CallLogRecord[],
        rejected: (await database.getAll('rejected')) as readonly RejectedCallLog[],
      }))
    : { logged: [], rejected: [] };
  // It may be readable the next time.
  if (!old) return false;
  const rows = [...old.logged.map(loggedRow), ...(isFirst ? old.rejected.map(rejectedRow) : [])];
  return box.run('readwrite', async (tables) => {
    if (await tables.note('imported')) return false;
    for (const row of rows) if (!(await tables.get(row.id))) await tables.put(row);
    await tables.putNote('imported', true);
    return rows.length > 0;
  });
}
