import { describe, expect, it, vi } from 'vitest';
import { indexedDbContactSource } from '../../src/index.js';
import type { PlainFormat } from '../../src/formats/index.js';
import { importContract } from './import-contract.js';
import { allIds, errorOf, linesOf, newName } from './support.js';

const startWorker = (): Worker =>
  new Worker(new URL('../../src/worker/import-worker.ts', import.meta.url), { type: 'module' });
const fresh = () => indexedDbContactSource({ name: newName() });
const format = { type: 'json-lines' } as const;

/** A worker that runs this text. */
const workerOf = (text: string): Worker =>
  new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));

describe('an import of a file in a worker', () => {
  importContract((database, input, type, options) =>
    database.importFile(input, {
      format: { type } as PlainFormat,
      worker: startWorker,
      ...options,
    }),
  );

  it('refuses a format that the worker cannot read', async () => {
    const options = { format: { type: 'xml' } as never, worker: startWorker };
    const error = await errorOf(fresh().importFile('<x/>', options));
    expect(error.code).toBe('OPTION_INVALID');
    expect(error.message).toContain('not "xml"');
  });

  it('says so when its script cannot be loaded', async () => {
    const worker = () => new Worker('/there-is-no-such-file.js');
    const error = await errorOf(fresh().importFile(linesOf(1), { format, worker }));
    expect(error.code).toBe('WORKER_FAILED');
  });

  it('says so when its script fails', async () => {
    const worker = () => workerOf('throw new Error("no room")');
    const error = await errorOf(fresh().importFile(linesOf(1), { format, worker }));
    expect(error.code).toBe('WORKER_FAILED');
    expect(error.message).toContain('no room');
  });

  it('says so when the worker is another, which never answers', async () => {
    const worker = () => workerOf('onmessage = () => undefined');
    const options = { format, worker, startTimeoutMs: 300 };
    const error = await errorOf(fresh().importFile(linesOf(1), options));
    expect(error.code).toBe('WORKER_FAILED');
    expect(error.message).toContain('did not start within 300 ms');
  });

  it('says so when the worker dies without a word, and leaves whole transactions', async () => {
    const database = fresh();
    const worker = startWorker();
    // It does not end, so that the worker cannot be done before it dies.
    const input = new ReadableStream<string>({ start: (all) => all.enqueue(linesOf(5_000)) });
    const error = await errorOf(
      database.importFile(input, {
        format,
        worker,
        onProgress({ imported }) {
          if (imported > 0) worker.terminate();
        },
      }),
    );
    expect(error.code).toBe('WORKER_FAILED');
    expect(error.message).toContain('the worker died');
    const left = await allIds(database);
    expect(left.size).toBeGreaterThan(0);
    expect(left.size).toBeLessThan(5_000);
    await database.importFile(linesOf(5_000), { format, worker: startWorker });
    expect((await allIds(database)).size).toBe(5_000);
  });

  it('ends a worker that it started, and leaves one alone that it was given, for more', async () => {
    const started = startWorker();
    const terminate = vi.spyOn(started, 'terminate');
    await fresh().importFile(linesOf(1), { format, worker: () => started });
    expect(terminate).toHaveBeenCalledOnce();

    const given = startWorker();
    const left = vi.spyOn(given, 'terminate');
    const databases = [fresh(), fresh()];
    await Promise.all(
      databases.map((database) => database.importFile(linesOf(600), { format, worker: given })),
    );
    for (const database of databases) expect((await allIds(database)).size).toBe(600);
    expect(left).not.toHaveBeenCalled();
    given.terminate();
  });
});
