import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

const COUNT = 50;

export const keepsConcurrentLogs: CallLogStoreRule = {
  id: 'keeps-concurrent-logs',
  promise: 'Logs with different keys that are written concurrently are all kept.',
  why: 'When the network is back after an hour, all waiting logs are delivered at once.',
  fix: 'Do not rewrite a whole list that another write may have changed in the meantime. If the CRM has a rate limit, reject the logs above it with a StoreError of kind transient.',
  async check({ write, find, violation }) {
    const records = Array.from({ length: COUNT }, () => newRecord());
    await Promise.all(records.map((record) => write(record, `one of ${COUNT} upserts at once`)));
    const found = new Set((await find(records.map(({ key }) => key))).map(({ key }) => key));
    const lost = records.filter(({ key }) => !found.has(key));
    if (lost.length === 0) return;
    throw violation({
      called: `${COUNT} upserts of different keys at once`,
      expected: 'all of them',
      received: `${COUNT - lost.length} of them`,
    });
  },
};
