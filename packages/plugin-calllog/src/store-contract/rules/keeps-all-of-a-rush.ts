import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

const COUNT = 50;

export const keepsAllOfARush: CallLogStoreRule = {
  id: 'keeps-all-of-a-rush',
  promise: 'Logs of different keys that come at once all land.',
  why: 'After an hour without network all that waited is delivered at once.',
  fix: 'Do not write a list as a whole that another write may have changed meanwhile; where the CRM refuses some for their number, reject those with a StoreError of kind retry.',
  async check({ write, find, breach }) {
    const records = Array.from({ length: COUNT }, () => newRecord());
    await Promise.all(records.map((record) => write(record, `one of ${COUNT} upserts at once`)));
    const found = new Set((await find(records.map(({ key }) => key))).map(({ key }) => key));
    const lost = records.filter(({ key }) => !found.has(key));
    if (lost.length === 0) return;
    throw breach({
      asked: `${COUNT} upserts of different keys at once`,
      expected: 'all of them',
      came: `${COUNT - lost.length} of them`,
    });
  },
};
