import type { ImportIssue } from '../contacts-error.js';
import type { ContactReader, PlainFormat } from '../formats/contact-format.js';
import { hasMethods, isFunction, type Test } from '@jackfield/plugin-kit';
import { checkOptions } from '../check-options.js';
import type { Database } from './open-database.js';

/** What a file's bytes, or its text, come from. */
export type ImportInput =
  Blob | string | ReadableStream<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** How far an import is. */
export interface ImportProgress {
  /** How much of the input was read: bytes, or characters of a string. */
  readonly read: number;
  /** How much there is; `undefined` for a stream. */
  readonly total: number | undefined;
  /** Contacts that are stored. */
  readonly imported: number;
  /** Invalid contacts, which were skipped. */
  readonly faulty: number;
}

/** What an import of a file did. */
export interface FileImportResult {
  /** Contacts that were written. */
  readonly imported: number;
  /** Those of them that were not in the database; the others replaced one of the same `type` and `id`. */
  readonly added: number;
  /** Invalid contacts, which were skipped. */
  readonly faulty: number;
  /** What was wrong with them: the first thousand issues. `onIssue` gets all. */
  readonly issues: readonly ImportIssue[];
  /** Names of a CSV file's columns that no member of a contact was made of. */
  readonly ignored: readonly string[];
}

/** Options of `importFile`. */
export interface ImportFileOptions {
  /**
   * What the file is written in: `{ type: 'csv' }` where there is a `worker`, else `csv()`,
   * `vcard()` or `jsonLines()` from `@jackfield/plugin-contacts/formats`, or a format of yours.
   */
  readonly format: ContactFormat;
  /**
   * The worker that reads, or what starts one: `() => new Worker('/import-worker.js')`. One that
   * was started here is ended here. Without it the page reads, in slices of a few milliseconds.
   */
  readonly worker?: Worker | (() => Worker) | undefined;
  /** How bytes are read as text, such as `windows-1252`. Default: the byte order mark's, or UTF-8. */
  readonly encoding?: string | undefined;
  /** Whether an invalid contact is skipped, or ends the import. Default `skip`. */
  readonly faulty?: 'skip' | 'stop' | undefined;
  /** Called with each issue, in the order of the file. */
  readonly onIssue?: ((issue: ImportIssue) => void) | undefined;
  /** Called after each transaction and each part of the input, and before the import ends, also where it fails. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long a worker may take to start, in milliseconds. Default 30,000. */
  readonly startTimeoutMs?: number | undefined;
}

/** Reads a whole input into a database, in the page. */
export type ReadInPage = (
  database: Database,
  input: ImportInput,
  options: ImportFileOptions,
  open: () => ContactReader,
) => Promise<FileImportResult>;

/** A format that can be read in the page: made by `csv()`, `vcard()`, `jsonLines()`, `defineFormat()`. */
export interface OpenFormat {
  readonly type: string;
  open(): ContactReader;
  /** Comes with the format, so that pages that use none, or a worker, need not load it. */
  readonly readInPage: ReadInPage;
}

/** What a file of contacts is written in. */
export type ContactFormat = PlainFormat | OpenFormat;

const isFormat: Test = (x) =>
  typeof x === 'object' && x !== null && typeof (x as { type?: unknown }).type === 'string';

export function checkImportOptions(options: ImportFileOptions): void {
  // The checker lets any option be absent, but nothing can be read without a format.
  checkOptions(
    'importFile',
    { ...options, format: options?.format ?? null },
    {
      format: [isFormat, "a format such as { type: 'csv' }"],
      worker: [
        (x) => isFunction(x) || hasMethods(x, 'postMessage', 'addEventListener'),
        'a Worker, or a function that starts one',
      ],
      encoding: [(x) => typeof x === 'string', "an encoding's name, such as 'windows-1252'"],
      faulty: [(x) => x === 'skip' || x === 'stop', "'skip' or 'stop'"],
      onIssue: [isFunction, 'a function'],
      onProgress: [isFunction, 'a function'],
      signal: [(x) => x instanceof AbortSignal, 'an AbortSignal'],
      startTimeoutMs: [(x) => typeof x === 'number' && x > 0, 'milliseconds above 0'],
    },
  );
}
