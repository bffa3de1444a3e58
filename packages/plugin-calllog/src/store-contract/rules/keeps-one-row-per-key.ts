import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const keepsOneRowPerKey: CallLogStoreRule = {
  id: 'keeps-one-row-per-key',
  promise: 'Writing a key again keeps one row, and find returns the key once.',
  why: 'The same key arrives whenever the agent submits again, and whenever a delivery is repeated after a crash. Each one would be another call in the CRM.',
  fix: 'Make the key unique in the CRM, and write with an upsert (insert or update).',
  async check({ write, find, violation }) {
    const record = newRecord();
    await write(record);
    await write({ ...record, revision: newRevision() });
    await write(record, 'the first upsert once more');
    const found = (await find([record.key])).filter(({ key }) => key === record.key);
    if (found.length <= 1) return;
    throw violation({
      called: 'find of a key that was written three times',
      expected: 'one entry',
      received: `${found.length} entries`,
    });
  },
};
