import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const worksAfterClose: CallLogStoreRule = {
  id: 'works-after-close',
  promise: 'A closed store can be used again, and still has its logs.',
  why: 'A single-page application creates its store once, and a host each time it shows the widget. The same store may also serve two hosts.',
  fix: 'Open the resources that close released again at their next use.',
  async check({ store, attempt, describe, write, isFound, violation }) {
    const record = newRecord();
    await write(record);
    for (const called of ['close', 'close a second time']) {
      const settled = await attempt(async () => store.close?.());
      if (settled.state === 'resolved') continue;
      throw violation({ called, expected: 'that it resolves', received: describe(settled) });
    }
    const later = newRecord();
    await write(later, 'upsert after close');
    for (const { key } of [record, later]) {
      if (await isFound(key)) continue;
      const called = `find after close of a key that was written ${key === later.key ? 'after' : 'before'} it`;
      throw violation({ called, expected: 'that it is found', received: 'that it is not' });
    }
  },
};
