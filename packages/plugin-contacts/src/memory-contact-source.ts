import type { Contact } from '@jackfield/core';
import type { CountryCode } from 'libphonenumber-js/min';
import { createListeners } from '@jackfield/plugin-kit';
import { checkOptions } from './check-options.js';
import { byName, toRow, type ContactRow } from './contact-row.js';
import type { ContactBook } from './contact-source.js';
import { countryRule, DEFAULT_COUNTRY } from './normalise-number.js';
import { readContacts } from './read-contacts.js';

/** Options of {@link memoryContactSource}. */
export interface MemoryContactSourceOptions {
  /** The country whose national numbers the contacts have. Default `US`. */
  readonly defaultCountry?: CountryCode | undefined;
}

function indexByNumber(rows: Iterable<ContactRow>): ReadonlyMap<string, readonly Contact[]> {
  const index = new Map<string, Contact[]>();
  // By key, as a database would answer: the order is stable, whichever contact came first.
  for (const { contact, numbers } of [...rows].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    for (const number of numbers) {
      const contacts = index.get(number);
      if (contacts) contacts.push(contact);
      else index.set(number, [contact]);
    }
  }
  return index;
}

/**
 * Contacts that the page has already: for small books, tests and demonstrations.
 *
 * @throws `ContactsError` with the code `IMPORT_INVALID` if anything is wrong with `contacts`
 */
export function memoryContactSource(
  contacts: readonly Contact[] = [],
  options: MemoryContactSourceOptions = {},
): ContactBook {
  checkOptions('memoryContactSource', options, { defaultCountry: countryRule });
  const { defaultCountry = DEFAULT_COUNTRY } = options;
  const rows = new Map<string, ContactRow>();
  const listeners = createListeners<void>();
  let index: ReadonlyMap<string, readonly Contact[]> | undefined;

  const add = (subject: string, json: unknown): number => {
    const read = readContacts(subject, json);
    for (const contact of read) {
      const row = toRow(structuredClone(contact), defaultCountry);
      rows.set(row.key, row);
    }
    index = undefined;
    return read.length;
  };
  add('memoryContactSource', contacts);

  return {
    defaultCountry,
    async findByNumbers(numbers, { signal }) {
      signal.throwIfAborted();
      index ??= indexByNumber(rows.values());
      const found = new Map<string, readonly Contact[]>();
      for (const number of numbers) {
        const contacts = index.get(number);
        if (contacts) found.set(number, contacts);
      }
      return found;
    },
    async import(json, { signal } = {}) {
      signal?.throwIfAborted();
      const imported = add('import', json);
      listeners.emit();
      return { imported };
    },
    list: async () => byName(rows.values()),
    async clear() {
      rows.clear();
      index = undefined;
      listeners.emit();
    },
    subscribe: (listener) => listeners.add(listener),
  };
}
