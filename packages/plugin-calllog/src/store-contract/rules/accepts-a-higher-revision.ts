import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const acceptsAHigherRevision: CallLogStoreRule = {
  id: 'accepts-a-higher-revision',
  promise: 'A log with a higher revision replaces the row of its key.',
  why: 'It contains what the agent corrected: another disposition or a better note.',
  fix: 'Update the existing row completely, including its revision.',
  async check({ write, row, violation }) {
    const record = newRecord({ task: { dispositionId: '1001', notes: 'first' } });
    await write(record);
    for (const notes of ['second', undefined, 'fourth']) {
      const revision = newRevision();
      await write({ ...record, revision, task: { dispositionId: '1002', notes } });
      const stored = await row(record.key);
      if (stored?.revision === revision && (stored.task?.notes ?? '') === (notes ?? '')) continue;
      throw violation({
        called: `upsert of a higher revision, with ${notes === undefined ? 'no note' : `the note “${notes}”`}`,
        expected: `a row with that note and revision ${revision}`,
        received: stored ? `“${stored.task?.notes}”, revision ${stored.revision}` : 'no row',
      });
    }
  },
};
