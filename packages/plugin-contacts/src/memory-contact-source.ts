import type { Contact } from '@jackfield/core';
import type { CountryCode } from 'libphonenumber-js/min';
import { createListeners } from '@jackfield/plugin-kit';
import { checkOptions } from './check-options.js';
import { byName, numbersOf, toRow, type ContactRow } from './contact-row.js';
import type { LocalContactSource } from './contact-source.js';
import { countryRule, DEFAULT_COUNTRY } from './normalise-number.js';
import { readContacts } from './read-contacts.js';

/** Options of {@link memoryContactSource}. */
export interface MemoryContactSourceOptions {
  /** The country whose national numbers the contacts have. Default `US`. */
  readonly defaultCountry?: CountryCode | undefined;
}

type Index = ReadonlyMap<string, readonly Contact[]>;

function indexByNumber(
  rows: Iterable<ContactRow>,
  numbers: (row: ContactRow) => readonly string[],
): Index {
  const index = new Map<string, Contact[]>();
  // By key, as a database would answer: the order is stable, whichever contact came first.
  for (const row of [...rows].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    for (const number of numbers(row)) {
      const contacts = index.get(number);
      if (contacts) contacts.push(row.contact);
      else index.set(number, [row.contact]);
    }
  }
  return index;
}

/**
 * Contacts that the page has already: for small databases, tests and demonstrations.
 *
 * @throws `ContactsError` with the code `IMPORT_INVALID` if anything is wrong with `contacts`
 */
export function memoryContactSource(
  contacts: readonly Contact[] = [],
  options: MemoryContactSourceOptions = {},
): LocalContactSource {
  checkOptions('memoryContactSource', options, { defaultCountry: countryRule });
  const { defaultCountry = DEFAULT_COUNTRY } = options;
  const rows = new Map<string, ContactRow>();
  const listeners = createListeners<void>();
  /** By the count of digits in a question for the last ones, such as 7 in `~3945910`; 0 is exact. */
  const indexes = new Map<number, Index>();

  const indexFor = (number: string): Index => {
    const digits = /^~\d+$/u.test(number) ? number.length - 1 : 0;
    let index = indexes.get(digits);
    if (!index) {
      index = indexByNumber(rows.values(), ({ contact, numbers }) =>
        digits > 0 ? numbersOf(contact, defaultCountry, digits) : numbers,
      );
      indexes.set(digits, index);
    }
    return index;
  };

  const add = (subject: string, json: unknown): number => {
    const read = readContacts(subject, json);
    for (const contact of read) {
      const row = toRow(structuredClone(contact), defaultCountry);
      rows.set(row.key, row);
    }
    indexes.clear();
    return read.length;
  };
  add('memoryContactSource', contacts);

  return {
    defaultCountry,
    isLocal: true,
    async findByNumbers(numbers, { signal }) {
      signal.throwIfAborted();
      const found = new Map<string, readonly Contact[]>();
      for (const number of numbers) {
        const contacts = indexFor(number).get(number);
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
      indexes.clear();
      listeners.emit();
    },
    subscribe: (listener) => listeners.add(listener),
  };
}
