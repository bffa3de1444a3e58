import {
  checkBookOptions,
  databaseName,
  type IndexedDbContactSourceOptions,
} from './book-options.js';
import { ContactsError } from '../contacts-error.js';
import type { ContactDatabase } from './contact-database.js';
import type { importFile } from './import-file.js';
import type { syncBook } from './sync-book.js';
import { clearBook, countContacts, openBook } from './open-book.js';
import { findContacts, iterateContacts, listContacts } from './read-book.js';
import { DEFAULT_COUNTRY } from '../normalise-number.js';
import { readContacts } from '../read-contacts.js';

const LISTED = 10_000;

/** What only pages need that fill a book from files, or follow a CRM's changes. */
export interface BookTools {
  readonly importFile: typeof importFile;
  readonly syncBook: typeof syncBook;
}

/** A source over IndexedDB; `getTools` may have none yet, where they are in a script of their own. */
export function createBookSource(
  options: IndexedDbContactSourceOptions,
  getTools: () => BookTools | undefined,
): ContactDatabase {
  checkBookOptions(options);
  const { defaultCountry = DEFAULT_COUNTRY, looseDigits, openTimeoutMs = 5_000 } = options;
  const book = openBook({
    name: databaseName(options),
    defaultCountry,
    looseDigits,
    openTimeoutMs,
  });
  const tools = (): BookTools => {
    const tools = getTools();
    if (tools) return tools;
    throw new ContactsError('OPTION_INVALID', 'Load plugin-contacts-import.iife.js first.');
  };

  return {
    defaultCountry,
    looseDigits: looseDigits ?? 0,
    isLocal: true,
    findByNumbers: (numbers, { signal }) => findContacts(book, numbers, signal),
    async import(json, { signal } = {}) {
      const contacts = readContacts('import', json);
      signal?.throwIfAborted();
      let from = 0;
      try {
        while (from < contacts.length) {
          const rows = contacts.slice(from, from + book.batchSize).map((it) => book.toRow(it));
          await book.writeBatch({ rows }, { signal });
          from += rows.length;
        }
      } finally {
        if (from > 0) book.changed();
      }
      return { imported: contacts.length };
    },
    importFile: async (input, options) => tools().importFile(book, input, options),
    sync: async (fetchChanges, options = {}) => tools().syncBook(book, fetchChanges, options),
    count: () => countContacts(book),
    iterate: ({ signal } = {}) => iterateContacts(book, signal),
    list: ({ limit = LISTED } = {}) => listContacts(book, limit),
    async clear() {
      await clearBook(book);
      book.changed();
    },
    subscribe: (listener) => book.subscribe(listener),
    close: () => book.close(),
  };
}
