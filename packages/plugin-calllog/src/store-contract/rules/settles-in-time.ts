import { IN_TIME } from '../in-time.js';
import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const settlesInTime: CallLogStoreRule = {
  ...IN_TIME,
  async check({ write, find, isFound }) {
    const records = Array.from({ length: 3 }, () => newRecord());
    // These helpers report a call that hangs.
    for (const record of records) await write(record);
    await Promise.all(records.map(({ key }) => isFound(key)));
    await find(records.map(({ key }) => key));
  },
};
