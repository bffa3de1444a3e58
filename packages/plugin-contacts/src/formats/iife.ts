// The script for pages without a bundler that import files, or follow a CRM's changes.
import type { ImportTools } from '../database/create-database-source.js';
import { importFile } from '../database/import-file.js';
import { syncChanges } from '../database/sync-changes.js';

export { csv } from './csv.js';
export { defineFormat } from './define-format.js';
export { jsonLines } from './json-lines.js';
export { vcard } from './vcard.js';

/** Found by the databases of the other script. */
export const importTools: ImportTools = { importFile, syncChanges };
