import { hasMethods } from '@jackfield/plugin-kit';
import type { CallLogStore, RejectedCallLog, RejectedCallLogStore } from '../../call-log-store.js';
import { newKey, newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

const canReject = (store: CallLogStore): store is CallLogStore & RejectedCallLogStore =>
  hasMethods(store, 'reject');

const newRejected = (key: string): RejectedCallLog => ({
  key,
  revision: newRevision(),
  raw: { sessionId: key, call: 'what no widget sends', odd: [Number.NaN, null] },
  issues: [
    {
      pointer: '/call',
      keyword: 'type',
      expected: 'object',
      received: 'string',
      message: 'Expected object at /call, received string.',
    },
  ],
  receivedAt: 1_571_278_384_000,
});

export const keepsRejectedLogsApart: CallLogStoreRule = {
  id: 'keeps-rejected-logs-apart',
  promise: 'A rejected log is kept beside the good one of its key, and never makes a key “logged”.',
  why: 'It is what a beta of the widget sent by mistake; the log that the agent wrote is worth more than it.',
  fix: 'Keep rejected logs in a table of their own, which upsert and find do not look at.',
  async check({ store, signal, attempt, describe, write, isFound, row, canRead, breach }) {
    if (!canReject(store)) return;
    const reject = async (key: string, asked: string): Promise<void> => {
      const outcome = await attempt(() => store.reject(newRejected(key), { signal }));
      if (outcome.state !== 'resolved')
        throw breach({ asked, expected: 'that it resolves', came: describe(outcome) });
    };
    const alone = newKey();
    await reject(alone, 'reject of a key that has no log');
    if (await isFound(alone)) {
      const asked = 'find of a key that was only rejected';
      throw breach({ asked, expected: 'nothing', came: 'an entry' });
    }
    const record = newRecord({ task: { notes: 'the good one' } });
    const asked = 'reject of a key that has a log, at a higher revision';
    await write(record);
    await reject(record.key, asked);
    const stored = canRead ? await row(record.key) : record;
    if (!(await isFound(record.key)) || stored?.task?.notes !== 'the good one')
      throw breach({ asked, expected: 'the good log as it was', came: 'another row, or none' });
    await reject(alone, 'reject of a key that was rejected before');
    await write(newRecord({ key: alone }), 'upsert of a key that was rejected');
    if (await isFound(alone)) return;
    const said = 'upsert of a key that was rejected, at a higher revision';
    throw breach({ asked: said, expected: 'that it is found', came: 'that it is not' });
  },
};
