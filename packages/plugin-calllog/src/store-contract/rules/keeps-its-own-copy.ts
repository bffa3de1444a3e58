import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const keepsItsOwnCopy: CallLogStoreRule = {
  id: 'keeps-its-own-copy',
  promise: 'A stored log does not change when its caller changes the record afterwards.',
  why: 'The record belongs to its caller. A store that keeps a reference to it would contain changes that were never written.',
  fix: 'Store a structuredClone, or the text of the request’s body.',
  async check({ write, row, violation }) {
    const task = { dispositionId: '1001', notes: 'as written' };
    const record = newRecord({ task });
    await write(record);
    task.notes = 'changed afterwards';
    const stored = (await row(record.key))?.task?.notes;
    if (stored === 'as written') return;
    throw violation({
      called: 'upsert of a record that its caller then changes',
      expected: '“as written”',
      received: `“${stored}”`,
    });
  },
};
