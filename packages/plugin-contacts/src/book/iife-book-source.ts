import type { IndexedDbContactSourceOptions } from './book-options.js';
import type { ContactDatabase } from './contact-database.js';
import { type BookTools, createBookSource } from './create-book-source.js';

/** The same, whose tools come with `plugin-contacts-import.iife.js`. */
export function indexedDbContactSource(
  options: IndexedDbContactSourceOptions = {},
): ContactDatabase {
  return createBookSource(options, () => {
    const { Jackfield } = globalThis as { readonly Jackfield?: { readonly bookTools?: BookTools } };
    return Jackfield?.bookTools;
  });
}
