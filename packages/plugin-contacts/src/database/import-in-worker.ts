import { ContactsError } from '../contacts-error.js';
import type { PlainFormat } from '../formats/contact-format.js';
import type { FileImportResult, ImportFileOptions, ImportInput } from './import-options.js';
import type { Database } from './open-database.js';
import { chunksOf } from './read-chunks.js';
import type { FromPage, FromWorker, StartImport } from './worker-messages.js';

/** How long to wait for the last messages of a terminated worker. */
const LAST_WORDS_MS = 2_000;
/** How long a cancelled worker may take to stop. */
const STOP_MS = 10_000;

/** What can be posted of a format: its functions stay in the page. */
const plain = (format: object): PlainFormat =>
  Object.fromEntries(
    Object.entries(format).filter(([, member]) => typeof member !== 'function'),
  ) as unknown as PlainFormat;

const died = (how: string, cause?: unknown): ContactsError =>
  new ContactsError(
    'WORKER_FAILED',
    `importFile: the worker ${how}. What it had written before stays; to import the file again is safe.`,
    { cause },
  );

/**
 * Imports in a worker:
 *
 * 1. the worker is given a port, and answers on it that it has started, in time;
 * 2. it reads a file itself, and asks for each chunk of a stream;
 * 3. it reports progress and issues, and finally the result;
 * 4. one that fails to load, or dies, is noticed: by its error, or by the lock that it held.
 */
export async function importInWorker(
  database: Database,
  input: ImportInput,
  worker: Worker,
  options: ImportFileOptions,
): Promise<FileImportResult> {
  const { signal, onIssue, onProgress, startTimeoutMs = 30_000 } = options;
  const { port1: port, port2 } = new MessageChannel();
  const over = new AbortController();
  const isWhole = typeof input === 'string' || input instanceof Blob;
  const chunks = isWhole ? undefined : chunksOf(input);
  const lock = `jackfield-import-${crypto.randomUUID()}`;
  const post = (message: FromPage): void => port.postMessage(message);
  const timers: ReturnType<typeof setTimeout>[] = [];
  let imported = 0;

  try {
    return await new Promise<FileImportResult>((resolve, reject) => {
      const fail = (error: unknown) => reject(error);
      const after = (ms: number, error: () => unknown) =>
        void timers.push(setTimeout(() => fail(error()), ms));

      const pull = async (): Promise<void> => {
        const next = await chunks?.next();
        if (over.signal.aborted) return;
        post(!next || next.done ? { type: 'end' } : { type: 'chunk', chunk: next.value });
      };
      const watch = (): void => {
        const gone = () => after(LAST_WORDS_MS, () => died('died'));
        void navigator.locks?.request(lock, { signal: over.signal }, gone).catch(() => undefined);
      };
      const cancel = (): void => {
        post({ type: 'cancel' });
        after(STOP_MS, () => signal?.reason);
      };

      port.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === 'started') {
          clearTimeout(timers[0]);
          watch();
        } else if (data.type === 'pull') pull().catch(fail);
        else if (data.type === 'issue') onIssue?.(data.issue);
        else if (data.type === 'progress') {
          imported = data.progress.imported;
          onProgress?.(data.progress);
        } else if (data.type === 'done') resolve(data.result);
        else if (data.type === 'cancelled') fail(signal?.reason);
        else if (!data.code) fail(died(`failed: ${data.message}`));
        else fail(new ContactsError(data.code, data.message, { issues: data.issues }));
      };
      const listening = { signal: over.signal };
      worker.addEventListener('error', (event) => fail(sayFailure(event)), listening);
      worker.addEventListener('messageerror', () => fail(died('cannot be understood')), listening);
      signal?.addEventListener('abort', cancel, listening);
      after(startTimeoutMs, () =>
        died(`did not start within ${startTimeoutMs} ms: is it import-worker.js of this package?`),
      );
      const { encoding, faulty } = options;
      const start: StartImport = {
        type: 'jackfield-import',
        version: 1,
        config: database.config,
        format: plain(options.format),
        encoding,
        faulty,
        input: isWhole ? input : undefined,
        lock,
      };
      worker.postMessage(start, [port2]);
    });
  } finally {
    over.abort();
    // A worker that the page provided keeps running, but this import is not reported any more.
    post({ type: 'cancel' });
    for (const timer of timers) clearTimeout(timer);
    port.close();
    void chunks?.return(undefined).catch(() => undefined);
    if (imported > 0) database.changed();
  }
}

/** A worker whose script cannot be loaded gives no further details. */
function sayFailure(event: ErrorEvent): ContactsError {
  event.preventDefault();
  return died(
    event.message
      ? `failed: ${event.message}`
      : "could not be loaded: its address, or the page's Content-Security-Policy, is wrong",
    event.error,
  );
}
