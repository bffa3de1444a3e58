import {
  checkDatabaseOptions,
  databaseName,
  type IndexedDbContactSourceOptions,
} from './database-options.js';
import { ContactsError } from '../contacts-error.js';
import type { ContactDatabase } from './contact-database.js';
import type { importFile } from './import-file.js';
import type { syncChanges } from './sync-changes.js';
import { clearDatabase, countContacts, openDatabase } from './open-database.js';
import { findContacts, iterateContacts, listContacts } from './query-contacts.js';
import { DEFAULT_COUNTRY } from '../normalise-number.js';
import { readContacts } from '../read-contacts.js';

const LISTED = 10_000;

/** What only pages need that fill a database from files, or follow a CRM's changes. */
export interface ImportTools {
  readonly importFile: typeof importFile;
  readonly syncChanges: typeof syncChanges;
}

/** A source over IndexedDB; `getTools` may have none yet, where they are in a script of their own. */
export function createDatabaseSource(
  options: IndexedDbContactSourceOptions,
  getTools: () => ImportTools | undefined,
): ContactDatabase {
  checkDatabaseOptions(options);
  const { defaultCountry = DEFAULT_COUNTRY, looseDigits, openTimeoutMs = 5_000 } = options;
  const database = openDatabase({
    name: databaseName(options),
    defaultCountry,
    looseDigits,
    openTimeoutMs,
  });
  const tools = (): ImportTools => {
    const tools = getTools();
    if (tools) return tools;
    throw new ContactsError('OPTION_INVALID', 'Load plugin-contacts-import.iife.js first.');
  };

  return {
    defaultCountry,
    looseDigits: looseDigits ?? 0,
    isLocal: true,
    findByNumbers: (numbers, { signal }) => findContacts(database, numbers, signal),
    async import(json, { signal } = {}) {
      const contacts = readContacts('import', json);
      signal?.throwIfAborted();
      let from = 0;
      try {
        while (from < contacts.length) {
          const rows = contacts
            .slice(from, from + database.batchSize)
            .map((it) => database.toRow(it));
          await database.writeBatch({ rows }, { signal });
          from += rows.length;
        }
      } finally {
        if (from > 0) database.changed();
      }
      return { imported: contacts.length };
    },
    importFile: async (input, options) => tools().importFile(database, input, options),
    sync: async (fetchChanges, options = {}) =>
      tools().syncChanges(database, fetchChanges, options),
    count: () => countContacts(database),
    iterate: ({ signal } = {}) => iterateContacts(database, signal),
    list: ({ limit = LISTED } = {}) => listContacts(database, limit),
    async clear() {
      await clearDatabase(database);
      database.changed();
    },
    subscribe: (listener) => database.subscribe(listener),
    close: () => database.close(),
  };
}
