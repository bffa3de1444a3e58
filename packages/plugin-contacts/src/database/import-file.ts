import { ContactsError } from '../contacts-error.js';
import { importInWorker } from './import-in-worker.js';
import {
  checkImportOptions,
  type FileImportResult,
  type ImportFileOptions,
  type ImportInput,
} from './import-options.js';
import type { Database } from './open-database.js';

/** Imports a file in the worker that is given, else in the page. */
export async function importFile(
  database: Database,
  input: ImportInput,
  options: ImportFileOptions,
): Promise<FileImportResult> {
  checkImportOptions(options);
  const { format, worker, signal } = options;
  signal?.throwIfAborted();
  if (typeof worker === 'function') {
    const started = worker();
    try {
      return await importInWorker(database, input, started, options);
    } finally {
      started.terminate();
    }
  }
  if (worker) return importInWorker(database, input, worker, options);
  if (!('readInPage' in format)) {
    throw new ContactsError(
      'OPTION_INVALID',
      'importFile, option format: expected a worker, or a format that can be read in the page: csv(), vcard(), jsonLines() or defineFormat() of @jackfield/plugin-contacts/formats.',
    );
  }
  return database.use(() => format.readInPage(database, input, options, () => format.open()));
}
