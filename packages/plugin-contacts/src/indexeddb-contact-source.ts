import type { IndexedDbContactSourceOptions } from './book/book-options.js';
import type { ContactDatabase } from './book/contact-database.js';
import { createBookSource } from './book/create-book-source.js';
import { importFile } from './book/import-file.js';
import { syncBook } from './book/sync-book.js';

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
  return createBookSource(options, () => ({ importFile, syncBook }));
}
