import type { Contact } from '@jackfield/core';
import type { LocalContactSource } from '../contact-source.js';
import type { FileImportResult, ImportFileOptions, ImportInput } from './import-options.js';
import type { FetchChanges, SyncOptions, SyncResult } from './sync-options.js';

/** A local source for up to a million contacts. */
export interface ContactDatabase extends LocalContactSource {
  /**
   * Imports a file while reading it, in a worker or in slices in the page. Contacts can be found as
   * soon as they are written. If the import ends early, all complete transactions (500 contacts at
   * most) stay, and importing the file again is safe.
   *
   * @throws `ContactsError` with `IMPORT_INVALID` where an issue stops it, or its bytes are no text;
   *   with `WORKER_FAILED` where the worker cannot be loaded, or dies; what `signal` says, if
   *   that aborts
   */
  importFile(input: ImportInput, options: ImportFileOptions): Promise<FileImportResult>;
  /**
   * Applies the changes and deletions in the CRM since the last call.
   *
   * The token is written with the last contacts that it covers: cut off at any time, the next
   * `sync` goes on there. After `clear()` it starts from the beginning.
   */
  sync(fetchChanges: FetchChanges, options?: SyncOptions): Promise<SyncResult>;
  /** Returns the number of contacts. */
  count(): Promise<number>;
  /** Yields all contacts in no particular order; contacts written meanwhile may be included. */
  iterate(options?: { readonly signal?: AbortSignal }): AsyncIterable<Contact>;
  /**
   * Returns all contacts, sorted by name.
   *
   * @param options - `limit`: the maximum number of contacts, 10,000 by default
   * @throws `ContactsError` with the code `LIST_TOO_LARGE` if there are more
   */
  list(options?: { readonly limit?: number }): Promise<readonly Contact[]>;
}
