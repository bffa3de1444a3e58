import type { ContactBody } from './contacts.js';

/** Reads a file of contacts: an array in the widget's format, each with an id. */
export function readSeed(text: string): readonly ContactBody[] {
  let contacts: unknown;
  try {
    contacts = JSON.parse(text);
  } catch {
    // Without the cause, which quotes the file.
    throw new Error('Expected a file of valid JSON.');
  }
  if (!Array.isArray(contacts)) throw new Error('Expected an array of contacts.');
  for (const [i, contact] of (contacts as (Partial<ContactBody> | null)[]).entries()) {
    const { id, name } = contact ?? {};
    if ((typeof id !== 'string' && typeof id !== 'number') || typeof name !== 'string') {
      throw new Error(`/${i}: expected a contact with an id and a name.`);
    }
  }
  return contacts as readonly ContactBody[];
}
