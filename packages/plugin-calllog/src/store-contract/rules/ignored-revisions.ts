import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

/** A write that must resolve and change nothing. */
const ignores = (by: number, called: string): CallLogStoreRule['check'] =>
  async function check({ write, row, breach }) {
    const record = newRecord({ revision: newRevision(), task: { notes: 'as it was' } });
    await write(record);
    const late = { ...record, revision: record.revision - by, task: { notes: 'late' } };
    await write(late, `upsert of ${called} revision`);
    const stored = await row(record.key);
    if (stored?.revision === record.revision && stored.task?.notes === 'as it was') return;
    throw breach({
      asked: `upsert of ${called} revision`,
      expected: 'the row as it was',
      came: stored ? `“${stored.task?.notes}”, revision ${stored.revision}` : 'no row',
    });
  };

export const ignoresALowerRevision: CallLogStoreRule = {
  id: 'ignores-a-lower-revision',
  promise: 'A log of a lower revision changes nothing and resolves.',
  why: 'A delivery that was cut off is repeated, and may come after a later one: it would bring back what the agent has corrected. If it rejected, it would be tried for ever.',
  fix: 'Write only where the revision is above the row’s (`on conflict (key) do update … where revision < excluded.revision`), and resolve either way.',
  check: ignores(1, 'a lower'),
};

export const ignoresAnEqualRevision: CallLogStoreRule = {
  id: 'ignores-an-equal-revision',
  promise: 'A log of an equal revision changes nothing and resolves.',
  why: 'It is the same log, delivered twice; what the CRM’s users did to the row in between would be undone. If it rejected, it would be tried for ever.',
  fix: 'Compare with `<`, not with `<=`, and resolve either way.',
  check: ignores(0, 'an equal'),
};
