import { newKey, newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const findsOnlyWhatItHas: CallLogStoreRule = {
  id: 'finds-only-what-it-has',
  promise: 'Keys that were never written are left out of what find tells.',
  why: 'The widget shows “logged” for each key that is told, so that the agent never logs those calls.',
  fix: 'Tell only keys that have a row, found by equality: by no prefix, pattern or part.',
  async check({ write, find, breach }) {
    const { key } = newRecord();
    await write(newRecord({ key }));
    const strangers = [newKey(), key.slice(0, -2), key.slice(1), `${key}2`, '%', '*', `${key}%`];
    const found = new Set((await find([...strangers, key])).map((entry) => entry.key));
    const wrong = strangers.filter((stranger) => found.has(stranger));
    if (wrong.length === 0) return;
    throw breach({
      asked: `find of one key that was written and ${strangers.length} that were not`,
      expected: 'none of the others',
      came: wrong.join(', '),
    });
  },
};
