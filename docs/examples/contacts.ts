import type { Contact } from '@jackfield/core';
import {
  contacts,
  memoryContactSource,
  type ContactSource,
  type ContactsPlugin,
} from '@jackfield/plugin-contacts';

// #region source
/** Finds the CRM's contacts by number: the one method that the plugin needs. */
export const crmSource = (
  search: (numbers: readonly string[]) => Promise<readonly Contact[][]>,
): ContactSource => ({
  async findByNumbers(numbers) {
    const found = await search(numbers);
    return Object.fromEntries(numbers.map((number, index) => [number, found[index] ?? []]));
  },
});
// #endregion source

// #region sources
/** Merges two sources. A slow one delays only its own contacts. */
export function phoneBook(crm: ContactSource, user: string): ContactsPlugin {
  const partners = memoryContactSource([
    { name: 'Grace Hopper', phoneNumbers: [{ phoneNumber: '(650) 394-5910' }] },
  ]);
  return contacts({ sources: [crm, partners], owner: user, defaultCountry: 'US' });
}
// #endregion sources
