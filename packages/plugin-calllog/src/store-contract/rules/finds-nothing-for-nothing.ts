import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const findsNothingForNothing: CallLogStoreRule = {
  id: 'finds-nothing-for-nothing',
  promise: 'find of no keys resolves to an empty list.',
  why: 'An empty history asks for nothing, and `where key in ()` is an error in SQL, or no condition at all.',
  fix: 'Return an empty list where `keys` is empty.',
  async check({ write, find, breach }) {
    await write(newRecord());
    const found = await find([], 'find of no keys');
    if (found.length === 0) return;
    const came = `${found.length} entries`;
    throw breach({ asked: 'find of no keys', expected: 'an empty list', came });
  },
};
