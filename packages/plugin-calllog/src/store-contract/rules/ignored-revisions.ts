import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

/** A write that must resolve and change nothing. */
const ignores = (by: number, called: string): CallLogStoreRule['check'] =>
  async function check({ write, row, violation }) {
    const record = newRecord({ revision: newRevision(), task: { notes: 'as it was' } });
    await write(record);
    const late = { ...record, revision: record.revision - by, task: { notes: 'late' } };
    await write(late, `upsert of ${called} revision`);
    const stored = await row(record.key);
    if (stored?.revision === record.revision && stored.task?.notes === 'as it was') return;
    throw violation({
      called: `upsert of ${called} revision`,
      expected: 'the row as it was',
      received: stored ? `“${stored.task?.notes}”, revision ${stored.revision}` : 'no row',
    });
  };

export const ignoresALowerRevision: CallLogStoreRule = {
  id: 'ignores-a-lower-revision',
  promise: 'A log with a lower revision changes nothing, and upsert resolves.',
  why: 'An interrupted delivery is repeated, and can arrive after a later one: it would undo the agent’s correction. If upsert rejected, the delivery would be retried forever.',
  fix: 'Write only if the revision is higher than the row’s (`on conflict (key) do update … where revision < excluded.revision`), and resolve in both cases.',
  check: ignores(1, 'a lower'),
};

export const ignoresAnEqualRevision: CallLogStoreRule = {
  id: 'ignores-an-equal-revision',
  promise: 'A log with an equal revision changes nothing, and upsert resolves.',
  why: 'It is the same log, delivered twice. Writing it would undo what the CRM’s users changed in the row since. If upsert rejected, the delivery would be retried forever.',
  fix: 'Compare with `<`, not with `<=`, and resolve in both cases.',
  check: ignores(0, 'an equal'),
};
