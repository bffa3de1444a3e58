import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const findsAKeyAskedTwice: CallLogStoreRule = {
  id: 'finds-a-key-asked-twice',
  promise: 'A key that is asked several times is found, and told once for each time at most.',
  why: 'The widget’s lists have a call twice, such as one that was transferred back.',
  fix: 'Take the keys as a set, or answer each of them; do not multiply rows by keys.',
  async check({ write, find, breach }) {
    const { key } = newRecord();
    await write(newRecord({ key }));
    const asked = 'find of one key three times';
    const told = (await find([key, key, key], asked)).filter((entry) => entry.key === key);
    if (told.length >= 1 && told.length <= 3) return;
    throw breach({ asked, expected: 'one to three entries', came: `${told.length} entries` });
  },
};
