import type { IndexedDbContactSourceOptions } from './database-options.js';
import type { ContactDatabase } from './contact-database.js';
import { type ImportTools, createDatabaseSource } from './create-database-source.js';

/** The same, whose tools come with `plugin-contacts-import.iife.js`. */
export function indexedDbContactSource(
  options: IndexedDbContactSourceOptions = {},
): ContactDatabase {
  return createDatabaseSource(options, () => {
    const { Jackfield } = globalThis as {
      readonly Jackfield?: { readonly importTools?: ImportTools };
    };
    return Jackfield?.importTools;
  });
}
