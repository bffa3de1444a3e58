import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const takesAHigherRevision: CallLogStoreRule = {
  id: 'takes-a-higher-revision',
  promise: 'A log of a higher revision replaces the row of its key.',
  why: 'It is what the agent corrected: another disposition, a better note.',
  fix: 'Update the row where it exists, all of it, revision included.',
  async check({ write, row, breach }) {
    const record = newRecord({ task: { dispositionId: '1001', notes: 'first' } });
    await write(record);
    for (const notes of ['second', undefined, 'fourth']) {
      const revision = newRevision();
      await write({ ...record, revision, task: { dispositionId: '1002', notes } });
      const stored = await row(record.key);
      if (stored?.revision === revision && (stored.task?.notes ?? '') === (notes ?? '')) continue;
      throw breach({
        asked: `upsert of a higher revision, with ${notes === undefined ? 'no note' : `the note “${notes}”`}`,
        expected: `a row with that note and revision ${revision}`,
        came: stored ? `“${stored.task?.notes}”, revision ${stored.revision}` : 'no row',
      });
    }
  },
};
