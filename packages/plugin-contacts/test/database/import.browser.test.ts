import { describe, expect, it } from 'vitest';
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

  it('gives way to everything else, often enough that no frame is missed for long', async () => {
    const database = fresh();
    let turns = 0;
    const importing = { isOver: false };
    const count = async (): Promise<void> => {
      while (!importing.isOver) {
        turns += 1;
        await new Promise((resolve) => {
          setTimeout(resolve, 0);
        });
      }
    };
    const counting = count();
    // One issue after the other: nothing is ever written, so that only the reading could give way.
    await database.importFile('{}\n'.repeat(100_000), { format: jsonLines() });
    importing.isOver = true;
    await counting;
    expect(turns).toBeGreaterThan(3);
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
