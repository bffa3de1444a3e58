import { newKey, newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

const COUNT = 500;

export const findsManyAtOnce: CallLogStoreRule = {
  id: 'finds-many-at-once',
  promise: `find accepts ${COUNT} keys, and returns every key that has a row.`,
  why: 'Version 0.x requests its whole history when it registers, and two tabs may do so at once.',
  fix: 'Send the keys in the request’s body: servers limit URLs to about 8,000 characters. If the CRM limits the number of keys, split the list. If it returns pages, read all of them.',
  async check({ write, find, violation }) {
    const written = Array.from({ length: 3 }, () => newRecord());
    for (const record of written) await write(record);
    const keys = Array.from({ length: COUNT }, newKey);
    // At the beginning, in the middle and at the end, to detect a list that is cut off anywhere.
    for (const [i, at] of [0, COUNT / 2, COUNT - 1].entries())
      keys[at] = (written[i] as (typeof written)[number]).key;
    const found = new Set((await find(keys)).map(({ key }) => key));
    const missing = written.filter(({ key }) => !found.has(key));
    if (missing.length === 0) return;
    throw violation({
      called: `find of ${COUNT} keys, 3 of which have a row`,
      expected: 'those 3',
      received: `${3 - missing.length} of them`,
    });
  },
};
