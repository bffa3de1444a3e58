/**
 * Formats of contact files, to be read in the page: `@jackfield/plugin-contacts/formats`.
 *
 * @packageDocumentation
 */
export type {
  ContactReader,
  CsvOptions,
  PlainFormat,
  ReadEntry,
  VCardOptions,
} from './contact-format.js';
export type {
  ContactFormat,
  FileImportResult,
  ImportFileOptions,
  ImportInput,
  ImportProgress,
  OpenFormat,
} from '../database/import-options.js';
export { csv } from './csv.js';
export { defineFormat } from './define-format.js';
export { jsonLines } from './json-lines.js';
export { vcard } from './vcard.js';
