import type { IndexedDbContactSourceOptions } from './database/database-options.js';
import type { ContactDatabase } from './database/contact-database.js';
import { createDatabaseSource } from './database/create-database-source.js';
import { importFile } from './database/import-file.js';
import { syncChanges } from './database/sync-changes.js';

/**
 * Contacts kept in this browser, a million if need be: the default source, which needs no server.
 *
 * @example
 * ```ts
 * const source = indexedDbContactSource();
 * await source.import(await (await fetch('/contacts.json')).text());
 * createHost({ service: 'Acme CRM', plugins: [contacts({ source })] });
 * ```
 */
export function indexedDbContactSource(
  options: IndexedDbContactSourceOptions = {},
): ContactDatabase {
  return createDatabaseSource(options, () => ({ importFile, syncChanges }));
}
