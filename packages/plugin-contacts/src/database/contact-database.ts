import type { Contact } from '@jackfield/core';
import type { LocalContactSource } from '../contact-source.js';
import type { FileImportResult, ImportFileOptions, ImportInput } from './import-options.js';
import type { FetchChanges, SyncOptions, SyncResult } from './sync-options.js';

/** A database that may have a million contacts. */
export interface ContactDatabase extends LocalContactSource {
  /**
   * Imports a file as it is read, in a worker or in slices in the page; its contacts are found as
   * soon as they are written. Whatever ends it, each whole transaction (500 contacts at most)
   * before that stays, and importing the file again does no harm.
   *
   * @throws `ContactsError` with `IMPORT_INVALID` where an issue stops it, or its bytes are no text;
   *   with `WORKER_FAILED` where the worker cannot be loaded, or dies; what `signal` says, if
   *   that aborts
   */
  importFile(input: ImportInput, options: ImportFileOptions): Promise<FileImportResult>;
  /**
   * Takes over what has changed in the CRM since the last time, and what was deleted there.
   *
   * The token is written with the last contacts that it covers: cut off at any time, the next
   * `sync` goes on there. After `clear()` it begins anew.
   */
  sync(fetchChanges: FetchChanges, options?: SyncOptions): Promise<SyncResult>;
  /** How many contacts there are. */
  count(): Promise<number>;
  /** All contacts, one after the other, in no order; contacts written meanwhile may be among them. */
  iterate(options?: { readonly signal?: AbortSignal }): AsyncIterable<Contact>;
  /**
   * All contacts, by name.
   *
   * @param options - `limit`: how many may come, 10,000 by default
   * @throws `ContactsError` with the code `LIST_TOO_LARGE` if there are more
   */
  list(options?: { readonly limit?: number }): Promise<readonly Contact[]>;
}
