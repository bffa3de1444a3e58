import type { Contact } from '@jackfield/core';
import type { DBSchema } from 'idb';
import type { CountryCode } from 'libphonenumber-js/min';
import { createDatabase, createListeners, isDuration, isName } from '@jackfield/plugin-kit';
import { ContactsError } from './contacts-error.js';
import { checkOptions } from './check-options.js';
import { byName, numbersOf, toRow, type ContactRow } from './contact-row.js';
import type { ContactBook } from './contact-source.js';
import { countryRule, DEFAULT_COUNTRY } from './normalise-number.js';
import { readContacts } from './read-contacts.js';

/** Options of {@link indexedDbContactSource}. */
export interface IndexedDbContactSourceOptions {
  /** The database's name. Default `jackfield-contacts`. */
  readonly name?: string | undefined;
  /** The country whose national numbers the contacts have. Default `US`. */
  readonly defaultCountry?: CountryCode | undefined;
  /** How long opening the database may take, in milliseconds. Default 5,000. */
  readonly openTimeoutMs?: number | undefined;
}

interface Schema extends DBSchema {
  contacts: { key: string; value: ContactRow; indexes: { numbers: string } };
  /** `country`: the one that the rows' `numbers` were read with. */
  settings: { key: string; value: string };
}

/** More in one transaction would keep a look-up beside it waiting past its deadline. */
const SLICE = 500;

/**
 * Contacts kept in this browser: the default source, which needs no server.
 *
 * @example
 * ```ts
 * const source = indexedDbContactSource();
 * await source.import(await (await fetch('/contacts.json')).text());
 * createHost({ service: 'Acme CRM', plugins: [contacts({ source })] });
 * ```
 */
export function indexedDbContactSource(options: IndexedDbContactSourceOptions = {}): ContactBook {
  checkOptions('indexedDbContactSource', options, {
    name: [isName, 'a name'],
    defaultCountry: countryRule,
    openTimeoutMs: [isDuration, 'milliseconds above 0'],
  });
  const { defaultCountry = DEFAULT_COUNTRY } = options;
  const listeners = createListeners<void>();
  const database = createDatabase<Schema>(
    {
      name: options.name ?? 'jackfield-contacts',
      version: 1,
      openTimeoutMs: options.openTimeoutMs ?? 5_000,
      upgrade(db) {
        db.createObjectStore('contacts', { keyPath: 'key' }).createIndex('numbers', 'numbers', {
          multiEntry: true,
        });
        db.createObjectStore('settings');
      },
    },
    ContactsError,
  );

  /** Reads all numbers anew if they were read with another country than this source's. */
  const useCountry = async (signal?: AbortSignal): Promise<void> => {
    const isUsed = await database.run(
      'readonly',
      async (transaction) => {
        const country = await transaction.objectStore('settings').get('country');
        return country === defaultCountry;
      },
      signal,
    );
    if (isUsed) return;
    await database.run(
      'readwrite',
      async (transaction) => {
        let cursor = await transaction.objectStore('contacts').openCursor();
        while (cursor) {
          const { value: row } = cursor;
          await cursor.update({ ...row, numbers: numbersOf(row.contact, defaultCountry) });
          cursor = await cursor.continue();
        }
        await transaction.objectStore('settings').put(defaultCountry, 'country');
      },
      signal,
    );
  };

  return {
    defaultCountry,
    isLocal: true,
    async findByNumbers(numbers, { signal }) {
      await useCountry(signal);
      return database.run(
        'readonly',
        async (transaction) => {
          const index = transaction.objectStore('contacts').index('numbers');
          const found = await Promise.all(numbers.map((number) => index.getAll(number)));
          return new Map<string, readonly Contact[]>(
            numbers.map((number, i) => [number, (found[i] ?? []).map(({ contact }) => contact)]),
          );
        },
        signal,
      );
    },
    async import(json, { signal } = {}) {
      const contacts = readContacts('import', json);
      await useCountry(signal);
      let from = 0;
      try {
        for (; from < contacts.length; from += SLICE) {
          const rows = contacts.slice(from, from + SLICE).map((it) => toRow(it, defaultCountry));
          await database.run(
            'readwrite',
            async (transaction) => {
              const store = transaction.objectStore('contacts');
              // `async`, so that a put that throws at once leaves none of the others unheard.
              await Promise.all(rows.map(async (row) => store.put(row)));
            },
            signal,
          );
        }
      } finally {
        if (from > 0) listeners.emit();
      }
      return { imported: contacts.length };
    },
    list: () =>
      database.run('readonly', async (transaction) =>
        byName(await transaction.objectStore('contacts').getAll()),
      ),
    async clear() {
      await database.run('readwrite', (transaction) => transaction.objectStore('contacts').clear());
      listeners.emit();
    },
    subscribe: (listener) => listeners.add(listener),
    close: () => database.close(),
  };
}
