import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const keepsRowsSeparate: CallLogStoreRule = {
  id: 'keeps-rows-separate',
  promise: 'Logs with different keys have different rows, even if the call is the same.',
  why: 'A transferred call has several legs. Each leg has its own log with its own key, so `call.id` and `call.sessionId` are not unique.',
  fix: 'Identify rows by `key` alone, not by anything in `call`.',
  async check({ write, row, canRead, isFound, violation }) {
    const [first, second] = [newRecord(), newRecord()];
    await write({ ...first, task: { notes: 'first leg' } });
    await write({ ...second, task: { notes: 'second leg' }, revision: newRevision() });
    for (const [key, notes] of [
      [first.key, 'first leg'],
      [second.key, 'second leg'],
    ] as const) {
      const called = 'two keys of the same call';
      if (!(await isFound(key)))
        throw violation({ called, expected: 'both rows', received: `no ${key}` });
      const stored = canRead ? (await row(key))?.task?.notes : notes;
      if (stored === notes) continue;
      throw violation({ called, expected: `“${notes}” under ${key}`, received: `“${stored}”` });
    }
  },
};
