import { newKey, newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

const COUNT = 8;

/** In which order the writes begin, by their ranks. */
const ORDERS: readonly (readonly [said: string, ranks: readonly number[]])[] = [
  ['the latest first', [7, 6, 5, 4, 3, 2, 1, 0]],
  ['the latest last', [0, 1, 2, 3, 4, 5, 6, 7]],
  ['in no order', [3, 7, 0, 5, 1, 6, 2, 4]],
];

export const settlesARace: CallLogStoreRule = {
  id: 'settles-a-race',
  promise: 'Of logs of a key that come at once the one of the highest revision stays.',
  why: 'Two tabs, or a tab and the delivery that was cut off in another, write the same key at the same time.',
  fix: 'Compare and write in one step: one SQL statement, one transaction, or a condition that the CRM checks itself. Reading first and writing then loses.',
  async check({ write, row, breach }) {
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
      throw breach({
        asked: `${COUNT} upserts of one key at once, ${said}`,
        expected: `“rank ${COUNT - 1}”, revision ${revisions.at(-1)}`,
        came: stored ? `“${stored.task?.notes}”, revision ${stored.revision}` : 'no row',
      });
    }
  },
};
