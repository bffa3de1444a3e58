import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const findsWhatItWrote: CallLogStoreRule = {
  id: 'finds-what-it-wrote',
  promise: 'find returns a log as soon as its upsert has resolved.',
  why: 'The widget asks whether a call is logged right after the agent submitted it. If it is reported as not logged, the agent logs the call twice.',
  fix: 'Resolve upsert only when the row is written, and let find read the same rows, not a replica, index or cache that is updated later.',
  async check({ write, find, violation }) {
    const record = newRecord();
    await write(record);
    const found = await find([record.key]);
    if (found.some(({ key }) => key === record.key)) return;
    throw violation({
      called: 'find of a key after its upsert',
      expected: `an entry with the key ${record.key}`,
      received: JSON.stringify(found).slice(0, 300),
    });
  },
};
