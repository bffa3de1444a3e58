import { newKey, newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const findsOnlyWrittenKeys: CallLogStoreRule = {
  id: 'finds-only-written-keys',
  promise: 'find omits keys that were never written.',
  why: 'The widget shows “logged” for each key that find returns, so the agent would never log those calls.',
  fix: 'Return only keys that have a row, compared by equality: not by prefix, pattern or substring.',
  async check({ write, find, violation }) {
    const { key } = newRecord();
    await write(newRecord({ key }));
    const strangers = [newKey(), key.slice(0, -2), key.slice(1), `${key}2`, '%', '*', `${key}%`];
    const found = new Set((await find([...strangers, key])).map((entry) => entry.key));
    const wrong = strangers.filter((stranger) => found.has(stranger));
    if (wrong.length === 0) return;
    throw violation({
      called: `find of one key that was written and ${strangers.length} that were not`,
      expected: 'none of the others',
      received: wrong.join(', '),
    });
  },
};
