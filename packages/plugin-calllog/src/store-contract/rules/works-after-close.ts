import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const worksAfterClose: CallLogStoreRule = {
  id: 'works-after-close',
  promise: 'A store that was closed can be used again, and has what it had.',
  why: 'A single-page application makes its store once, and a host each time the widget’s page is shown; the same store may serve two hosts.',
  fix: 'Open anew what close let go of when it is next used.',
  async check({ store, attempt, describe, write, isFound, breach }) {
    const record = newRecord();
    await write(record);
    for (const asked of ['close', 'close a second time']) {
      const outcome = await attempt(async () => store.close?.());
      if (outcome.state === 'resolved') continue;
      throw breach({ asked, expected: 'that it resolves', came: describe(outcome) });
    }
    const later = newRecord();
    await write(later, 'upsert after close');
    for (const { key } of [record, later]) {
      if (await isFound(key)) continue;
      const asked = `find after close of a key that was written ${key === later.key ? 'after' : 'before'} it`;
      throw breach({ asked, expected: 'that it is found', came: 'that it is not' });
    }
  },
};
