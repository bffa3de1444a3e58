import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const findsOnlyWhatWasAsked: CallLogStoreRule = {
  id: 'finds-only-what-was-asked',
  promise: 'What find tells has the keys that were asked, spelt as they were asked, and no others.',
  why: 'Other keys are other customers’ calls, which this page has not asked about.',
  fix: 'Filter by the keys in the CRM, and answer with the key, not with what the CRM calls the row (that is `id`).',
  async check({ write, find, breach }) {
    const [asked, other] = [newRecord(), newRecord()];
    await write(asked);
    await write(other);
    const strange = (await find([asked.key])).filter(({ key }) => key !== asked.key);
    if (strange.length === 0) return;
    throw breach({
      asked: `find of ${asked.key} where other keys have rows`,
      expected: 'entries of that key only',
      came: `also ${strange
        .slice(0, 5)
        .map(({ key }) => key)
        .join(', ')}`,
    });
  },
};
