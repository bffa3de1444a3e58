import { newKey, newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

const COUNT = 500;

export const findsManyAtOnce: CallLogStoreRule = {
  id: 'finds-many-at-once',
  promise: `find takes ${COUNT} keys, and tells all of them that have a row.`,
  why: '0.x asks for its whole history when it registers, and two tabs do so at once.',
  fix: 'Send the keys in a body, not in an address, which servers cut at 8,000 characters; split the list where the CRM limits it, and follow its pages to the last.',
  async check({ write, find, breach }) {
    const written = Array.from({ length: 3 }, () => newRecord());
    for (const record of written) await write(record);
    const keys = Array.from({ length: COUNT }, newKey);
    // At the beginning, in the middle and at the end: what is cut off is cut off somewhere.
    for (const [i, at] of [0, COUNT / 2, COUNT - 1].entries())
      keys[at] = (written[i] as (typeof written)[number]).key;
    const found = new Set((await find(keys)).map(({ key }) => key));
    const missing = written.filter(({ key }) => !found.has(key));
    if (missing.length === 0) return;
    throw breach({
      asked: `find of ${COUNT} keys, 3 of which have a row`,
      expected: 'those 3',
      came: `${3 - missing.length} of them`,
    });
  },
};
