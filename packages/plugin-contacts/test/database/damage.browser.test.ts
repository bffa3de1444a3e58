import { afterEach, describe, expect, it, vi } from 'vitest';
import { nameRules } from '../../src/database/prepare-database.js';
import { indexedDbContactSource } from '../../src/index.js';
import { idsOf, newName, numberOf, people, signal } from './support.js';

afterEach(() => {
  vi.restoreAllMocks();
});

interface Stored {
  readonly id: number;
  readonly rows: string;
}

function request<T>(make: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    make.onsuccess = () => resolve(make.result);
    make.onerror = () => reject(make.error);
  });
}

/** Opens a database behind its source's back. */
async function change(
  name: string,
  work: (blocks: IDBObjectStore, settings: IDBObjectStore) => Promise<unknown>,
): Promise<void> {
  const database = await request(indexedDB.open(name));
  const transaction = database.transaction(['blocks', 'settings'], 'readwrite');
  await work(transaction.objectStore('blocks'), transaction.objectStore('settings'));
  database.close();
}

/** Replaces the first block, which has the contacts 0 to 19. */
const damage = (name: string, make: (block: Stored) => object): Promise<void> =>
  change(name, async (blocks) => {
    const [first] = (await request(blocks.getAll())) as readonly Stored[];
    if (first) await request(blocks.put(make(first)));
  });

const withRow = (row: unknown) => (block: Stored) => ({
  ...block,
  rows: JSON.stringify([row, ...(JSON.parse(block.rows) as readonly unknown[]).slice(1)]),
});
const LOST_ONE = Array.from({ length: 44 }, (_, i) => String(i + 1)).sort();
const LOST_BLOCK = Array.from({ length: 25 }, (_, i) => String(i + 20)).sort();

const row = { key: '[null,"0"]', contact: people(1)[0], numbers: [numberOf(0)] };
const KINDS: readonly [kind: string, make: (block: Stored) => object, left: readonly string[]][] = [
  ['text that is not JSON', (block) => ({ ...block, rows: block.rows.slice(0, -9) }), LOST_BLOCK],
  ['JSON of something else', (block) => ({ ...block, rows: '{"a":1}' }), LOST_BLOCK],
  ['contacts that are no text', (block) => ({ ...block, rows: [row] }), LOST_BLOCK],
  ['no contacts', ({ id }) => ({ id }), LOST_BLOCK],
  ['a contact that is null', withRow(null), LOST_ONE],
  ['a contact without its key', withRow({ ...row, key: undefined }), LOST_ONE],
  ['a contact without a name', withRow({ ...row, contact: { id: '0' } }), LOST_ONE],
  [
    'a contact with numbers of another kind',
    withRow({ ...row, contact: { id: '0', name: 'A', phoneNumbers: [7] } }),
    LOST_ONE,
  ],
  ['a contact that is found by nothing', withRow({ ...row, numbers: 'x' }), LOST_ONE],
];

describe('a database with a damaged block', () => {
  it('reports that to the page, once', async () => {
    const report = vi.spyOn(globalThis, 'reportError').mockImplementation(() => undefined);
    const name = newName();
    const database = indexedDbContactSource({ name });
    await database.import(people(45));
    await damage(name, withRow(null));
    await database.list();
    await idsOf(database, numberOf(1));
    expect(report.mock.calls.map(([error]) => String(error))).toEqual([
      'ContactsError: The contact database holds damaged contacts, which are skipped. Import the contacts again.',
    ]);
  });

  it.each(KINDS)('skips %s, and keeps all others usable', async (_kind, make, left) => {
    const name = newName();
    const database = indexedDbContactSource({ name });
    await database.import(people(45));
    await damage(name, make);
    expect((await database.list()).map(({ id }) => id).sort()).toEqual(left);
    const ids: unknown[] = [];
    for await (const { id } of database.iterate()) ids.push(id);
    expect(ids.sort()).toEqual(left);
    expect(await idsOf(database, numberOf(0))).toEqual([]);
    expect(await idsOf(database, numberOf(44))).toEqual(['44']);
  });

  it.each(KINDS)('takes its contacts again, each once: %s', async (_kind, make) => {
    const name = newName();
    const database = indexedDbContactSource({ name });
    await database.import(people(45));
    await damage(name, make);
    await database.import(people(45));
    expect(await database.list()).toHaveLength(45);
    expect(await idsOf(database, numberOf(0))).toEqual(['0']);
  });

  it.each(KINDS)('follows the changes of a CRM: %s', async (_kind, make) => {
    const name = newName();
    const database = indexedDbContactSource({ name });
    await database.import(people(45));
    await damage(name, make);
    const [contact] = people(1, 60);
    await database.sync(async () => ({
      contacts: contact ? [contact] : [],
      deleted: [{ id: '0' }, { id: '1' }],
      next: '1',
      more: false,
    }));
    expect(await idsOf(database, numberOf(60))).toEqual(['60']);
    expect(await idsOf(database, numberOf(1))).toEqual([]);
  });

  it.each(KINDS)(
    'reads its numbers again by other rules, and is cleared: %s',
    async (_kind, make) => {
      const name = newName();
      await indexedDbContactSource({ name }).import(people(45));
      await damage(name, make);
      const database = indexedDbContactSource({ name, defaultCountry: 'DE' });
      expect(await idsOf(database, numberOf(44))).toEqual(['44']);
      expect(await database.count()).toBe((await database.list()).length);
      await database.clear();
      expect(await database.count()).toBe(0);
      await database.import(people(3));
      expect(await database.list()).toHaveLength(3);
    },
  );
});

describe('a database with a damaged setting', () => {
  it.each([null, Number.NaN, 'x', 1.5])(
    'of where it goes on reads all numbers again: %s',
    async (next) => {
      const name = newName();
      const contact = { id: '1', name: 'Ada', phoneNumbers: [{ phoneNumber: '(650) 300-0000' }] };
      await indexedDbContactSource({ name, defaultCountry: 'DE' }).import([contact]);
      const numbering = { rules: nameRules({ defaultCountry: 'US' }), next };
      await change(name, (_blocks, settings) => request(settings.put(numbering, 'numbering')));
      const database = indexedDbContactSource({ name, defaultCountry: 'US' });
      expect(await idsOf(database, numberOf(0))).toEqual(['1']);
    },
  );

  it.each([
    ['content', 'much'],
    ['content', { count: Number.NaN, lastWrite: 1 }],
    ['content', null],
    ['numbering', 7],
    ['numbering', { rules: 'others', next: 'x' }],
    ['since', 12],
  ])('%s is usable: %j', async (setting, value) => {
    const name = newName();
    const database = indexedDbContactSource({ name });
    await database.import(people(45));
    await change(name, (_blocks, settings) => request(settings.put(value, setting)));
    expect(await idsOf(database, numberOf(44))).toEqual(['44']);
    expect(await database.count()).toBe(45);
    const tokens: unknown[] = [];
    await database.sync(async (since) => {
      tokens.push(since);
      return { contacts: [], deleted: [], next: '2', more: false };
    });
    expect(tokens).toEqual([undefined]);
    await database.importFile(
      new Blob([
        people(45)
          .map((it) => `${JSON.stringify(it)}\n`)
          .join(''),
      ]),
      {
        format: (await import('../../src/formats/index.js')).jsonLines(),
        signal,
      },
    );
    expect(await database.list()).toHaveLength(45);
    await database.clear();
    expect(await database.count()).toBe(0);
  });
});
