import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const tellsTheContact: CallLogStoreRule = {
  id: 'tells-the-contact',
  promise: 'find tells the id of the contact that a log was written with, and none without one.',
  why: 'The widget offers the agent the contact that a call was logged on; without it, it offers all that match.',
  fix: 'Keep `record.contact?.id`, and answer `{ key, id, contactId }`.',
  applies: ({ contact }) => contact !== undefined,
  async check({ options: { contact }, write, find, isFound, breach }) {
    const [known, unknown] = [newRecord({ contact }), newRecord()];
    await write(known);
    await write(unknown);
    const expect = async (key: string, id: string | number | undefined, said: string) => {
      await isFound(key);
      const found = (await find([key])).find((entry) => entry.key === key);
      // A CRM's numbers may come back as texts.
      if (found && String(found.contactId) === String(id)) return;
      throw breach({
        asked: `find of a log ${said}`,
        expected: `contactId ${String(id)}`,
        came: found ? `contactId ${String(found.contactId)}` : 'no entry',
      });
    };
    await expect(known.key, contact?.id, 'with a contact');
    await expect(unknown.key, undefined, 'without a contact');
    await write({ ...unknown, contact, revision: newRevision() });
    await expect(unknown.key, contact?.id, 'that got its contact later');
  },
};
