import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const returnsTheContact: CallLogStoreRule = {
  id: 'returns-the-contact',
  promise: 'find returns the id of the contact that a log was written with, if there was one.',
  why: 'The widget shows the agent the contact that a call was logged on. Without the id, it offers all matching contacts.',
  fix: 'Store `record.contact?.id`, and return `{ key, id, contactId }`.',
  applies: ({ contact }) => contact !== undefined,
  async check({ options: { contact }, write, find, isFound, violation }) {
    const [known, unknown] = [newRecord({ contact }), newRecord()];
    await write(known);
    await write(unknown);
    const expect = async (key: string, id: string | number | undefined, said: string) => {
      await isFound(key);
      const found = (await find([key])).find((entry) => entry.key === key);
      // A CRM may return numbers as strings.
      if (found && String(found.contactId) === String(id)) return;
      throw violation({
        called: `find of a log ${said}`,
        expected: `contactId ${String(id)}`,
        received: found ? `contactId ${String(found.contactId)}` : 'no entry',
      });
    };
    await expect(known.key, contact?.id, 'with a contact');
    await expect(unknown.key, undefined, 'without a contact');
    await write({ ...unknown, contact, revision: newRevision() });
    await expect(unknown.key, contact?.id, 'whose contact was added later');
  },
};
