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

export const keepsRejectedLogsSeparate: CallLogStoreRule = {
  id: 'keeps-rejected-logs-separate',
  promise:
    'A rejected log is kept beside the valid log of its key, and never marks a key as “logged”.',
  why: 'A beta of the widget sent such logs by mistake. The log that the agent wrote is worth more.',
  fix: 'Keep rejected logs in a table of their own that upsert and find do not read.',
  async check({ store, signal, attempt, describe, write, isFound, row, canRead, violation }) {
    if (!canReject(store)) return;
    const reject = async (key: string, called: string): Promise<void> => {
      const settled = await attempt(() => store.reject(newRejected(key), { signal }));
      if (settled.state !== 'resolved')
        throw violation({ called, expected: 'that it resolves', received: describe(settled) });
    };
    const alone = newKey();
    await reject(alone, 'reject of a key that has no log');
    if (await isFound(alone)) {
      const called = 'find of a key that was only rejected';
      throw violation({ called, expected: 'nothing', received: 'an entry' });
    }
    const record = newRecord({ task: { notes: 'the good one' } });
    const called = 'reject of a key that has a log, at a higher revision';
    await write(record);
    await reject(record.key, called);
    const stored = canRead ? await row(record.key) : record;
    if (!(await isFound(record.key)) || stored?.task?.notes !== 'the good one')
      throw violation({
        called,
        expected: 'the good log as it was',
        received: 'another row, or none',
      });
    await reject(alone, 'reject of a key that was rejected before');
    await write(newRecord({ key: alone }), 'upsert of a key that was rejected');
    if (await isFound(alone)) return;
    const said = 'upsert of a key that was rejected, at a higher revision';
    throw violation({ called: said, expected: 'that it is found', received: 'that it is not' });
  },
};
