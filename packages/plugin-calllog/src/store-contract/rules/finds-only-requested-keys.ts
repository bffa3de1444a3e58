import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const findsOnlyRequestedKeys: CallLogStoreRule = {
  id: 'finds-only-requested-keys',
  promise: 'find returns only the requested keys, with the same spelling.',
  why: 'Other keys belong to calls of other customers, which this page did not request.',
  fix: 'Filter by the keys in the CRM, and return each key unchanged. The CRM’s own id of the row is `id`.',
  async check({ write, find, violation }) {
    const [requested, other] = [newRecord(), newRecord()];
    await write(requested);
    await write(other);
    const strange = (await find([requested.key])).filter(({ key }) => key !== requested.key);
    if (strange.length === 0) return;
    throw violation({
      called: `find of ${requested.key} where other keys have rows`,
      expected: 'entries of that key only',
      received: `also ${strange
        .slice(0, 5)
        .map(({ key }) => key)
        .join(', ')}`,
    });
  },
};
