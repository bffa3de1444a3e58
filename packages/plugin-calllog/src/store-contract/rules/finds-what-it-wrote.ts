import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const findsWhatItWrote: CallLogStoreRule = {
  id: 'finds-what-it-wrote',
  promise: 'A log that upsert has resolved for is found at once.',
  why: 'The widget asks whether a call is logged right after the agent submitted; a “no” makes the agent log it twice.',
  fix: 'Resolve upsert only when the row is written, and read in find what upsert wrote: no replica, index or cache that follows later.',
  async check({ write, find, breach }) {
    const record = newRecord();
    await write(record);
    const found = await find([record.key]);
    if (found.some(({ key }) => key === record.key)) return;
    throw breach({
      asked: 'find of a key after its upsert',
      expected: `an entry with the key ${record.key}`,
      came: JSON.stringify(found).slice(0, 300),
    });
  },
};
