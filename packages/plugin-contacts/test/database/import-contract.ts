import { describe, expect, it, vi } from 'vitest';
import { indexedDbContactSource, type ContactDatabase, type ImportIssue } from '../../src/index.js';
import type { ImportFileOptions, ImportInput, ImportProgress } from '../../src/formats/index.js';
import { allIds, errorOf, idsOf, linesOf, newName, numberOf, people } from './support.js';

type Rest = Omit<ImportFileOptions, 'format' | 'worker'>;
type Type = 'json-lines' | 'csv' | 'vcard';

/** Imports in the way under test. */
export type Import = (
  database: ContactDatabase,
  input: ImportInput,
  type: Type,
  options?: Rest,
) => ReturnType<ContactDatabase['importFile']>;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16Of(text: string, isBig: boolean): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), !isBig);
  return view.buffer;
}

async function* inParts(text: string, part: number): AsyncGenerator<Uint8Array> {
  const all = bytes(text);
  for (let from = 0; from < all.length; from += part) yield all.subarray(from, from + part);
}

async function* oneByOne(file: Blob): AsyncGenerator<Uint8Array> {
  const all = new Uint8Array(await file.arrayBuffer());
  yield new Uint8Array();
  for (const byte of all) yield Uint8Array.of(byte);
}

/** What every import of a file does, wherever it runs. */
export function importContract(importFile: Import): void {
  const fresh = (): ContactDatabase => indexedDbContactSource({ name: newName() });

  describe('refuses', () => {
    it('bytes that are no text in the encoding given, and says which to try', async () => {
      const database = fresh();
      const latin = new Blob([Uint8Array.from(bytes('name\nJos')), Uint8Array.of(0xe9, 10)]);
      const error = await errorOf(importFile(database, latin, 'csv'));
      expect(error.code).toBe('IMPORT_INVALID');
      expect(error.message).toContain("encoding: 'windows-1252'");
      expect(await database.count()).toBe(0);
      await importFile(database, latin, 'csv', { encoding: 'windows-1252' });
      expect(await database.list()).toEqual([{ name: 'José' }]);
    });

    it.each([
      ['little', "encoding: 'utf-16le'"],
      ['big', "encoding: 'utf-16be'"],
    ])(
      'UTF-16 (%s endian) without a byte order mark, and says which to try',
      async (end, advice) => {
        const database = fresh();
        const file = new Blob([utf16Of('name,phone\nAda,101\n', end === 'big')]);
        const error = await errorOf(importFile(database, file, 'csv'));
        expect(error.code).toBe('IMPORT_INVALID');
        expect(error.message).toContain(advice);
        expect(await database.count()).toBe(0);
        await importFile(database, file, 'csv', {
          encoding: `utf-16${end === 'big' ? 'be' : 'le'}`,
        });
        expect(await database.list()).toEqual([
          { name: 'Ada', phoneNumbers: [{ phoneNumber: '101' }] },
        ]);
      },
    );

    it('to make one contact of several with one id of something else', async () => {
      const database = fresh();
      const text = 'Customer ID,ID,Name,Phone\nC1,7,Ada,101\nC1,7,Bob,102\nC1,7,Cy,103\n';
      const result = await importFile(database, text, 'csv');
      expect(result).toMatchObject({ imported: 3, added: 3, faulty: 0 });
      expect(result.ignored).toEqual(['Customer ID', 'ID']);
      expect(result.issues).toMatchObject([{ line: 3, pointer: '/id' }]);
      expect(await database.count()).toBe(3);
    });

    it('a part of a contact, which it keeps, and does not stop for that', async () => {
      const database = fresh();
      const onIssue = vi.fn<(issue: ImportIssue) => void>();
      const card = 'BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nnonsense\nTEL:101\nEND:VCARD\n';
      const result = await importFile(database, card, 'vcard', { faulty: 'stop', onIssue });
      expect(result).toMatchObject({ imported: 1, faulty: 0, issues: [{ line: 4 }] });
      expect(onIssue).toHaveBeenCalledOnce();
      expect(await database.count()).toBe(1);
    });

    it.each([
      ['csv', 'name,phone\nAda,6.50395E9\n'],
      ['json-lines', '{"name":"Ada","phoneNumbers":[{"phoneNumber":"6.50395E9"}]}'],
      ['json-lines', '{"name":"Ada","phoneNumbers":[{"phoneNumber":6.50395e9}]}'],
      ['vcard', 'BEGIN:VCARD\nFN:Ada\nTEL:6.50395E9\nEND:VCARD\n'],
    ] as const)('a number that lost its digits, in %s', async (type, text) => {
      const database = fresh();
      const { issues } = await importFile(database, text, type);
      expect(issues).toHaveLength(1);
      expect(JSON.stringify(issues)).not.toMatch(/650395|6\.50395/u);
      for (const number of ['+16503950000', '+6503950000', '6503950000', '650395']) {
        expect(await idsOf(database, number)).toEqual([]);
      }
    });

    it('an encoding that there is not', async () => {
      const error = await errorOf(
        importFile(fresh(), new Blob(['name\nA']), 'csv', { encoding: 'klingon' }),
      );
      expect(error.message).toContain('not "klingon"');
    });

    it('a faulty contact, and reports each issue with its line, skipping no good one', async () => {
      const database = fresh();
      const lines = linesOf(1_500).split('\n');
      lines[3] = '{"name":';
      lines[700] = '{"id":1,"phoneNumbers":"x"}';
      lines[1_499] = '[]';
      const onIssue = vi.fn<(issue: ImportIssue) => void>();
      const result = await importFile(database, lines.join('\n'), 'json-lines', { onIssue });
      expect(result).toMatchObject({ imported: 1_497, added: 1_497, faulty: 3 });
      expect(result.issues).toEqual([
        expect.objectContaining({ line: 4, pointer: '' }),
        expect.objectContaining({ line: 701, pointer: '/name' }),
        expect.objectContaining({ line: 701, pointer: '/phoneNumbers' }),
        expect.objectContaining({ line: 1_500, pointer: '' }),
      ]);
      expect(onIssue.mock.calls.map(([issue]) => issue)).toEqual(result.issues);
      expect((await allIds(database)).size).toBe(1_497);
    });

    it('all that comes after an issue, if it is aborted there, and keeps what came before', async () => {
      const database = fresh();
      const text = `${linesOf(730)}{}\n${linesOf(700, 5_000)}`;
      const error = await errorOf(importFile(database, text, 'json-lines', { faulty: 'stop' }));
      expect(error.code).toBe('IMPORT_INVALID');
      expect(error.message).toContain('stopped at line 731, where /name expected');
      expect(error.message).toContain('The 730 contacts before it are imported.');
      expect(error.issues).toEqual([expect.objectContaining({ line: 731, pointer: '/name' })]);
      expect(await allIds(database)).toEqual(new Set(people(730).map(({ id }) => id)));
    });

    it('to keep more than a thousand issues, but counts and reports all', async () => {
      const onIssue = vi.fn<() => void>();
      const result = await importFile(fresh(), '{}\n'.repeat(1_200), 'json-lines', { onIssue });
      expect(result).toMatchObject({ imported: 0, faulty: 1_200 });
      expect(result.issues).toHaveLength(1_000);
      expect(onIssue).toHaveBeenCalledTimes(1_200);
    });
  });

  describe('leaves whole transactions, and nothing half,', () => {
    it('when it is cancelled', async () => {
      const database = fresh();
      const controller = new AbortController();
      const seen: ImportProgress[] = [];
      const importing = importFile(database, linesOf(20_000), 'json-lines', {
        signal: controller.signal,
        onProgress(progress) {
          seen.push(progress);
          if (progress.imported > 0) controller.abort(new Error('cancelled'));
        },
      });
      await expect(importing).rejects.toThrow('cancelled');
      const ids = await allIds(database);
      expect(ids.size).toBeGreaterThan(0);
      expect(ids.size).toBeLessThan(20_000);
      expect(seen.at(-1)?.imported).toBe(ids.size);
      expect(ids).toEqual(new Set(people(ids.size).map(({ id }) => id)));
    });

    it('when it was cancelled before it began', async () => {
      const database = fresh();
      const signal = AbortSignal.abort(new Error('cancelled'));
      await expect(importFile(database, linesOf(3), 'json-lines', { signal })).rejects.toThrow(
        'cancelled',
      );
      expect(await database.count()).toBe(0);
    });

    it('when its source fails, and may be imported again', async () => {
      const database = fresh();
      async function* failing(): AsyncGenerator<string> {
        yield linesOf(1_200);
        throw new Error('The connection was lost.');
      }
      await expect(importFile(database, failing(), 'json-lines')).rejects.toThrow(
        'The connection was lost.',
      );
      const left = await allIds(database);
      expect(left).toEqual(new Set(people(left.size).map(({ id }) => id)));
      const result = await importFile(database, linesOf(1_300), 'json-lines');
      expect(result).toMatchObject({ imported: 1_300, added: 1_300 - left.size });
      expect((await allIds(database)).size).toBe(1_300);
    });
  });

  describe('takes', () => {
    const text = '\ufeffName;Telefon\n"Jürgen\nМария";101\n';
    const utf16 = (): Blob => {
      const words = Uint16Array.from(text, (character) => character.charCodeAt(0));
      return new Blob([words]);
    };
    it.each<[string, () => ImportInput]>([
      ['a string', () => text],
      ['a Blob', () => new Blob([text])],
      ['a File', () => new File([text], 'contacts.csv')],
      ['a stream of bytes', () => new Blob([text]).stream()],
      ['bytes that are cut within characters', () => inParts(text, 1)],
      ['UTF-16 with a byte order mark, as spreadsheets write it', utf16],
      ['UTF-16 whose first parts have no byte, and one', () => oneByOne(utf16())],
    ])('%s', async (_name, input) => {
      const database = fresh();
      await importFile(database, input(), 'csv');
      expect(await database.list()).toEqual([
        { name: 'Jürgen\nМария', phoneNumbers: [{ phoneNumber: '101' }] },
      ]);
    });

    it('cards that are folded within a letter', async () => {
      const database = fresh();
      const [begin, end] = ['BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jos', '\r\nTEL:101\r\nEND:VCARD\r\n'];
      const file = new Blob([begin, Uint8Array.of(0xc3), '\r\n ', Uint8Array.of(0xa9), end]);
      for (const input of [file, oneByOne(file)]) await importFile(database, input, 'vcard');
      expect((await database.list()).map(({ name }) => name)).toEqual(['José']);
    });

    it('cards', async () => {
      const database = fresh();
      const card =
        'BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nTEL;VALUE=uri:tel:+1-650-394-5910\nEND:VCARD\n';
      await importFile(database, card, 'vcard');
      const names = (await database.list()).map(({ name }) => name);
      expect(names).toEqual(['Ada']);
      expect(await idsOf(database, '+16503945910')).toHaveLength(1);
    });

    it('nothing at all', async () => {
      expect(await importFile(fresh(), '', 'json-lines')).toEqual({
        imported: 0,
        added: 0,
        faulty: 0,
        issues: [],
        ignored: [],
      });
    });
  });

  it('reports which columns it left out', async () => {
    const result = await importFile(fresh(), 'name,shoe size\nAda,38\n', 'csv');
    expect(result).toMatchObject({ imported: 1, ignored: ['shoe size'] });
  });

  it('reports how far it is, and how many contacts it replaced', async () => {
    const database = fresh();
    await database.import(people(100));
    const seen: ImportProgress[] = [];
    const file = new Blob([linesOf(1_200, 50), linesOf(10, 60)]);
    const result = await importFile(database, file, 'json-lines', {
      onProgress: (progress) => seen.push(progress),
    });
    expect(result).toMatchObject({ imported: 1_210, added: 1_150 });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toEqual({
      read: file.size,
      total: file.size,
      imported: 1_210,
      faulty: 0,
    });
    expect((await allIds(database)).size).toBe(1_250);
  });

  it('reports how far it is also where no contact is valid', async () => {
    const seen: number[] = [];
    const file = new Blob(Array.from({ length: 50_000 }, () => '{"id":"1"}\n'));
    const result = await importFile(fresh(), file, 'json-lines', {
      onProgress: ({ faulty }) => seen.push(faulty),
    });
    expect(result).toMatchObject({ imported: 0, faulty: 50_000 });
    expect(seen.some((faulty) => faulty > 0 && faulty < 50_000)).toBe(true);
  });

  it('is found as soon as it is written, and reported to listeners at the end', async () => {
    const database = fresh();
    const changed = vi.fn<() => void>();
    database.subscribe(changed);
    let found: Promise<readonly unknown[]> | undefined;
    await importFile(database, linesOf(3_000), 'json-lines', {
      onProgress({ imported }) {
        if (imported > 0) found ??= idsOf(database, numberOf(0));
      },
    });
    expect(await found).toEqual(['0']);
    expect(changed).toHaveBeenCalledOnce();
  });

  it('makes no doubles of what another tab imports at the same time', async () => {
    const name = newName();
    const tabs = [indexedDbContactSource({ name }), indexedDbContactSource({ name })];
    // From both ends, so that each comes upon what only the other has written.
    const lines = linesOf(2_500).trim().split('\n');
    const files = [lines.join('\n'), [...lines].reverse().join('\n')];
    const results = await Promise.all(
      tabs.map((tab, i) => importFile(tab, files[i] as string, 'json-lines')),
    );
    expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(2_500);
    for (const tab of tabs) expect((await allIds(tab)).size).toBe(2_500);
  });
}
