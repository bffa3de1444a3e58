import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const findsARepeatedKey: CallLogStoreRule = {
  id: 'finds-a-repeated-key',
  promise: 'find returns a key that is requested several times, at most once per occurrence.',
  why: 'The widget’s lists can contain a call twice, for example a call that was transferred back.',
  fix: 'Treat the keys as a set, or return an entry for each occurrence. Do not multiply rows by keys.',
  async check({ write, find, violation }) {
    const { key } = newRecord();
    await write(newRecord({ key }));
    const called = 'find of one key three times';
    const entries = (await find([key, key, key], called)).filter((entry) => entry.key === key);
    if (entries.length >= 1 && entries.length <= 3) return;
    throw violation({
      called,
      expected: 'one to three entries',
      received: `${entries.length} entries`,
    });
  },
};
