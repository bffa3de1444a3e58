import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { indexedDbContactSource } from '../../src/index.js';
import { csv, defineFormat, jsonLines, vcard } from '../../src/formats/index.js';
import type { ImportFileOptions } from '../../src/formats/index.js';
import { importContract } from './import-contract.js';
import { allIds, errorOf, linesOf, newName } from './support.js';

const fresh = () => indexedDbContactSource({ name: newName() });

describe('an import of a file in the page', () => {
  const formats = { 'json-lines': jsonLines, csv, vcard };
  importContract((database, input, type, options) =>
    database.importFile(input, { format: formats[type](), ...options }),
  );

  it('gives way to everything else after each slice of eight milliseconds', async () => {
    const database = fresh();
    let read = 0;
    // Each contact takes a millisecond. Each is an issue, so that only the reading can give way.
    const now = vi.spyOn(performance, 'now').mockImplementation(() => read);
    onTestFinished(() => now.mockRestore());
    const slow = defineFormat({
      type: 'slow',
      open: () => ({
        *read(text: string) {
          for (const _ of text) {
            read += 1;
            yield { line: read, contact: {} };
          }
        },
        *end() {},
      }),
    });
    /** How many contacts were read, at each turn of another task of the page. */
    const seen = [0];
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    port1.onmessage = () => {
      seen.push(read);
      port2.postMessage(undefined);
    };
    port2.postMessage(undefined);
    await database.importFile('x'.repeat(2_000), { format: slow });
    expect(read).toBe(2_000);
    const slices = [...seen, read].map((count, i, all) => count - (all[i - 1] ?? 0));
    // Whichever of the two tasks is first, at most two slices lie between two turns.
    expect(Math.max(...slices)).toBeLessThanOrEqual(16);
  });

  it('reads a format of the page’s own', async () => {
    const database = fresh();
    const names = defineFormat({
      type: 'names',
      open: () => ({
        *read(text: string) {
          for (const name of text.split(',')) yield { line: 1, contact: { name } };
        },
        *end() {},
      }),
    });
    await database.importFile('Ada,Bob', { format: names });
    expect(await database.list()).toEqual([{ name: 'Ada' }, { name: 'Bob' }]);
  });

  it('goes on when a listener of its progress fails', async () => {
    const database = fresh();
    const reported: unknown[] = [];
    const report = globalThis.reportError;
    globalThis.reportError = (error: unknown) => void reported.push(error);
    try {
      await database.importFile(linesOf(600), {
        format: jsonLines(),
        onProgress() {
          throw new Error('The bar is broken.');
        },
      });
    } finally {
      globalThis.reportError = report;
    }
    expect((await allIds(database)).size).toBe(600);
    expect(reported.length).toBeGreaterThan(0);
  });

  it.each<[string, unknown, string]>([
    ['no format', {}, 'option format'],
    ['a format that only a worker reads', { format: { type: 'csv' } }, 'in the page: csv()'],
    ['a worker that is none', { format: csv(), worker: {} }, 'option worker: expected a Worker'],
    ['another policy', { format: csv(), faulty: 'ignore' }, "expected 'skip' or 'stop'"],
    ['an option it does not know', { format: csv(), mapping: {} }, 'no option but format'],
  ])('refuses %s', async (_name, options, message) => {
    const error = await errorOf(fresh().importFile('name\nAda', options as ImportFileOptions));
    expect(error.code).toBe('OPTION_INVALID');
    expect(error.message).toContain(message);
  });

  it('refuses an input that is none', async () => {
    const error = await errorOf(fresh().importFile(5 as never, { format: csv() }));
    expect(error.message).toContain('expected a File, Blob, string');
  });
});
