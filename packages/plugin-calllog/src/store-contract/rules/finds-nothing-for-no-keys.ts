import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const findsNothingForNoKeys: CallLogStoreRule = {
  id: 'finds-nothing-for-no-keys',
  promise: 'find resolves to an empty array if it receives no keys.',
  why: 'An empty history requests no keys, and `where key in ()` is a syntax error in SQL, or matches every row.',
  fix: 'Return an empty array if `keys` is empty.',
  async check({ write, find, violation }) {
    await write(newRecord());
    const found = await find([], 'find of no keys');
    if (found.length === 0) return;
    const received = `${found.length} entries`;
    throw violation({ called: 'find of no keys', expected: 'an empty list', received });
  },
};
