import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const keepsRowsApart: CallLogStoreRule = {
  id: 'keeps-rows-apart',
  promise: 'Logs of different keys are different rows, also where the call is the same.',
  why: 'A call that is transferred has several legs, each with a log of its own under a key of its own; `call.id` and `call.sessionId` are no keys.',
  fix: 'Keep rows by `key` alone, not by anything within `call`.',
  async check({ write, row, canRead, isFound, breach }) {
    const [first, second] = [newRecord(), newRecord()];
    await write({ ...first, task: { notes: 'first leg' } });
    await write({ ...second, task: { notes: 'second leg' }, revision: newRevision() });
    for (const [key, notes] of [
      [first.key, 'first leg'],
      [second.key, 'second leg'],
    ] as const) {
      const asked = 'two keys of the same call';
      if (!(await isFound(key))) throw breach({ asked, expected: 'both rows', came: `no ${key}` });
      const stored = canRead ? (await row(key))?.task?.notes : notes;
      if (stored === notes) continue;
      throw breach({ asked, expected: `“${notes}” under ${key}`, came: `“${stored}”` });
    }
  },
};
