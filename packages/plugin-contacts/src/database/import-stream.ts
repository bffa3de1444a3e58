import { ContactsError, type ImportIssue, KEPT_ISSUES } from '../contacts-error.js';
import type { ContactRow } from '../contact-row.js';
import type { ContactReader, ReadEntry } from '../formats/contact-format.js';
import { checkOne } from '../read-contacts.js';
import { createYielder } from './yielder.js';
import type { FileImportResult, ImportFileOptions, ImportProgress } from './import-options.js';
import { createKnownKeys } from './known-keys.js';
import type { Database } from './open-database.js';
import { createDecoder } from './decode-text.js';
import type { Chunk } from './read-chunks.js';

/** What an import works on. */
export interface ImportSource {
  readonly chunks: AsyncIterable<Chunk>;
  readonly total: number | undefined;
  readonly reader: ContactReader;
}

type Options = Pick<ImportFileOptions, 'encoding' | 'faulty' | 'onIssue' | 'onProgress' | 'signal'>;

/** A listener's failure is the page's, and no import's. */
function notify<T>(listener: ((value: T) => void) | undefined, value: T): void {
  try {
    listener?.(value);
  } catch (error) {
    globalThis.reportError?.(error);
  }
}

const lengthOf = (chunk: Chunk): number =>
  typeof chunk === 'string' ? chunk.length : chunk.byteLength;

/**
 * Imports what a reader makes of a text, in the page or in a worker:
 *
 * 1. contacts are gathered until there are enough for a transaction;
 * 2. that is written while the next are gathered, and never more than these two are in memory;
 * 3. whatever ends the import, each transaction before it stays, and of the one under way nothing.
 */
export async function importStream(
  database: Database,
  { chunks, total, reader }: ImportSource,
  { encoding, faulty: policy = 'skip', onIssue, onProgress, signal }: Options,
): Promise<FileImportResult> {
  const decode = createDecoder(encoding, reader.isFolded);
  const yieldWhenDue = createYielder();
  const known = createKnownKeys();
  const issues: ImportIssue[] = [];
  let [read, imported, added, faulty] = [0, 0, 0, 0];
  let rows: ContactRow[] = [];
  let writing = Promise.resolve();

  const progress = (): ImportProgress => ({ read, total, imported, faulty });

  const flush = async (): Promise<void> => {
    await writing;
    if (rows.length === 0) return;
    const batch = rows;
    rows = [];
    writing = database.writeBatch({ rows: batch }, { signal, known }).then((written) => {
      imported += batch.length;
      added += written.added;
      notify(onProgress, progress());
    });
    // Awaited later; until then a rejection would be unhandled.
    writing.catch(() => undefined);
  };

  const report = (found: readonly ImportIssue[]): void => {
    for (const issue of found) {
      if (issues.length < KEPT_ISSUES) issues.push(issue);
      notify(onIssue, issue);
    }
  };

  const refuse = async (found: readonly ImportIssue[]): Promise<void> => {
    faulty += 1;
    report(found);
    if (policy === 'skip') return;
    await flush();
    await writing;
    const [{ line, pointer, expected, received } = {} as ImportIssue] = found;
    throw new ContactsError(
      'IMPORT_INVALID',
      `importFile: stopped at line ${line}, where ${pointer || 'as a whole'} expected ${expected}, received ${received}. The ${imported} contacts before it are imported.`,
      { issues },
    );
  };

  const take = async (entries: Iterable<ReadEntry>): Promise<void> => {
    for (const entry of entries) {
      const { line } = entry;
      const checked = 'issue' in entry ? [entry.issue] : checkOne(entry.contact);
      if ('isLeftOut' in entry) report([{ ...entry.issue, line }]);
      else if (Array.isArray(checked)) await refuse(checked.map((issue) => ({ ...issue, line })));
      else rows.push(database.toRow(checked));
      if (rows.length >= database.batchSize) await flush();
      const pause = yieldWhenDue();
      if (pause) await pause;
      signal?.throwIfAborted();
    }
  };

  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      await take(reader.read(decode(chunk)));
      read += lengthOf(chunk);
      notify(onProgress, progress());
    }
    signal?.throwIfAborted();
    await take(reader.read(decode(undefined)));
    await take(reader.end());
    await flush();
    await writing;
    return { imported, added, faulty, issues, ignored: reader.ignored ?? [] };
  } finally {
    await writing.catch(() => undefined);
    notify(onProgress, progress());
    if (imported > 0) database.changed();
  }
}
