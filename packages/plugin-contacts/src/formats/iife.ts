// The script for pages without a bundler that import files, or follow a CRM's changes.
import type { BookTools } from '../book/create-book-source.js';
import { importFile } from '../book/import-file.js';
import { syncBook } from '../book/sync-book.js';

export { csv } from './csv.js';
export { defineFormat } from './define-format.js';
export { jsonLines } from './json-lines.js';
export { vcard } from './vcard.js';

/** Found by the books of the other script. */
export const bookTools: BookTools = { importFile, syncBook };
