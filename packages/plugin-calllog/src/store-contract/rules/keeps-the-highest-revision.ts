import { newKey, newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

const COUNT = 8;

/** The order in which the writes start, by rank. */
const ORDERS: readonly (readonly [said: string, ranks: readonly number[]])[] = [
  ['the latest first', [7, 6, 5, 4, 3, 2, 1, 0]],
  ['the latest last', [0, 1, 2, 3, 4, 5, 6, 7]],
  ['in no order', [3, 7, 0, 5, 1, 6, 2, 4]],
];

export const keepsTheHighestRevision: CallLogStoreRule = {
  id: 'keeps-the-highest-revision',
  promise: 'If several logs of one key are written concurrently, the highest revision remains.',
  why: 'Two tabs can write the same key at the same time, as can a tab and an interrupted delivery of another tab.',
  fix: 'Compare and write in one step: one SQL statement, one transaction, or a condition that the CRM checks. A read followed by a write loses updates.',
  async check({ write, row, violation }) {
    for (const [said, ranks] of ORDERS) {
      const key = newKey();
      const revisions = Array.from({ length: COUNT }, newRevision);
      await Promise.all(
        ranks.map((rank) => {
          const revision = revisions[rank] as number;
          return write(newRecord({ key, revision, task: { notes: `rank ${rank}` } }));
        }),
      );
      const stored = await row(key);
      if (stored?.revision === revisions.at(-1) && stored?.task?.notes === `rank ${COUNT - 1}`)
        continue;
      throw violation({
        called: `${COUNT} upserts of one key at once, ${said}`,
        expected: `“rank ${COUNT - 1}”, revision ${revisions.at(-1)}`,
        received: stored ? `“${stored.task?.notes}”, revision ${stored.revision}` : 'no row',
      });
    }
  },
};
