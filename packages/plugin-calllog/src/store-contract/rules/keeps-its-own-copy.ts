import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const keepsItsOwnCopy: CallLogStoreRule = {
  id: 'keeps-its-own-copy',
  promise: 'What was written stays as it was, whatever becomes of the object afterwards.',
  why: 'A record belongs to its caller; a store that keeps the object itself keeps what nobody has written.',
  fix: 'Keep a structuredClone, or the text of a request’s body.',
  async check({ write, row, breach }) {
    const task = { dispositionId: '1001', notes: 'as written' };
    const record = newRecord({ task });
    await write(record);
    task.notes = 'changed afterwards';
    const stored = (await row(record.key))?.task?.notes;
    if (stored === 'as written') return;
    throw breach({
      asked: 'upsert of a record that its caller then changes',
      expected: '“as written”',
      came: `“${stored}”`,
    });
  },
};
