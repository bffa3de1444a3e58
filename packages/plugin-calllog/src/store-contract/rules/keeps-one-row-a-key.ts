import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const keepsOneRowAKey: CallLogStoreRule = {
  id: 'keeps-one-row-a-key',
  promise: 'A key that is written again has one row still, and find tells it once.',
  why: 'The same key comes whenever the agent submits again, and whenever a delivery is repeated after a crash: each would be one more call in the CRM.',
  fix: 'Make the key unique in the CRM, and write by insert-or-update.',
  async check({ write, find, breach }) {
    const record = newRecord();
    await write(record);
    await write({ ...record, revision: newRevision() });
    await write(record, 'the first upsert once more');
    const found = (await find([record.key])).filter(({ key }) => key === record.key);
    if (found.length <= 1) return;
    throw breach({
      asked: 'find of a key that was written three times',
      expected: 'one entry',
      came: `${found.length} entries`,
    });
  },
};
