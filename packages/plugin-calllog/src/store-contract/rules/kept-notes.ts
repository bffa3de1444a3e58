import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

/** Each of these notes must be in the row unchanged. */
const keeps =
  (cases: readonly (readonly [said: string, notes: string])[]): CallLogStoreRule['check'] =>
  async ({ write, row, violation }) => {
    for (const [said, notes] of cases) {
      const record = newRecord({ task: { dispositionId: '1001', notes } });
      await write(record, `upsert of ${said}`);
      const stored = await row(record.key);
      if (stored?.task?.notes === notes) continue;
      const kept = stored?.task?.notes;
      throw violation({
        called: `upsert of ${said}`,
        expected: `a row with all ${notes.length} characters of the note`,
        received:
          kept === undefined
            ? 'a row without a note, or none'
            : `${kept.length} characters, the first difference at ${differsAt(kept, notes)}`,
      });
    }
  };

const differsAt = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
};

export const keepsLongNotes: CallLogStoreRule = {
  id: 'keeps-long-notes',
  promise: 'Notes of 32,000 characters are stored completely.',
  why: 'The widget lets an agent write that much. Text that is cut off is lost without an error.',
  fix: 'Use a text column without a limit, and raise the server’s limit for request bodies. If the CRM has a limit of its own, reject with a StoreError of kind permanent.',
  check: keeps([
    ['a note of 32,000 characters', 'note '.repeat(6_400)],
    ['a note of 32,000 characters of four bytes each', '👍'.repeat(16_000)],
  ]),
};

export const keepsEveryScript: CallLogStoreRule = {
  id: 'keeps-every-script',
  promise: 'Notes in any script, emoji and line breaks are stored unchanged.',
  why: 'Agents and customers write Arabic, Hebrew, Chinese and emoji. A question mark in their place is a loss.',
  fix: 'Use UTF-8 everywhere (in MySQL `utf8mb4`), and do not trim, normalise or escape the stored text.',
  check: keeps([
    ['a note from right to left', 'العميلة ليلى خالد تريد مكالمة يوم الاثنين ☎ שלום'],
    ['a note with emoji', 'Family 👩‍👩‍👧‍👦, flag 🏴‍☠️, thumbs 👍🏽, 𠮷野家'],
    ['a note with combining characters', 'e\u0301 and é, n\u0303, Straße, İstanbul'],
    ['a note with marks of direction', 'left \u200f right \u202e end \u202c\u200b'],
    [
      'a note with line breaks and quotes',
      ' first\r\n\tsecond "quoted" \'too\' <b>&amp;</b> \\n;-- ',
    ],
  ]),
};
