import type { ContactsErrorCode, ImportIssue } from '../contacts-error.js';
import type { PlainFormat } from '../formats/contact-format.js';
import type { FileImportResult, ImportProgress } from './import-options.js';
import type { DatabaseConfig } from './open-database.js';
import type { Chunk } from './read-chunks.js';

/** What the page posts to the worker itself, with a port for all that follows. */
export interface StartImport {
  readonly type: 'jackfield-import';
  /** A worker of another version of this package would not understand the rest. */
  readonly version: 1;
  readonly config: DatabaseConfig;
  readonly format: PlainFormat;
  readonly encoding: string | undefined;
  readonly faulty: 'skip' | 'stop' | undefined;
  /** What is read; `undefined` if the page gives chunks, one each time it is asked. */
  readonly input: Blob | string | undefined;
  /** A Web Lock that the worker holds while it lives. */
  readonly lock: string;
}

export type FromPage =
  | { readonly type: 'cancel' }
  | { readonly type: 'chunk'; readonly chunk: Chunk }
  | { readonly type: 'end' };

export type FromWorker =
  | { readonly type: 'started' }
  | { readonly type: 'pull' }
  | { readonly type: 'issue'; readonly issue: ImportIssue }
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  | { readonly type: 'done'; readonly result: FileImportResult }
  | { readonly type: 'cancelled' }
  | {
      readonly type: 'failed';
      /** `undefined` for an error that is not from this package. */
      readonly code: ContactsErrorCode | undefined;
      readonly message: string;
      readonly issues: readonly ImportIssue[];
    };
