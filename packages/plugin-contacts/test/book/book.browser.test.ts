import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { indexedDbContactSource } from '../../src/index.js';
import { allIds, errorOf, idsOf, newName, numberOf, people, person, signal } from './support.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What version 0.1 of this package wrote. */
async function makeOldBook(name: string, count: number): Promise<void> {
  const database = await openDB(name, 1, {
    upgrade(db) {
      db.createObjectStore('contacts', { keyPath: 'key' }).createIndex('numbers', 'numbers', {
        multiEntry: true,
      });
      db.createObjectStore('settings');
    },
  });
  const transaction = database.transaction(['contacts', 'settings'], 'readwrite');
  for (const contact of people(count)) {
    const key = JSON.stringify([null, contact.id]);
    void transaction.objectStore('contacts').put({ key, contact, numbers: ['+1'] });
  }
  void transaction.objectStore('settings').put('US', 'country');
  await transaction.done;
  database.close();
}

describe('a book refuses', () => {
  it('to list more contacts than anybody can have meant', async () => {
    const book = indexedDbContactSource({ name: newName() });
    await book.import(people(30));
    const error = await errorOf(book.list({ limit: 29 }));
    expect(error.code).toBe('BOOK_TOO_LARGE');
    expect(error.message).toContain('there are 30 contacts');
    expect(await book.list({ limit: 30 })).toHaveLength(30);
    expect(await book.list()).toHaveLength(30);
  });

  it.each([
    [{ owner: '' }, 'option owner: expected an id as a text'],
    [{ looseDigits: 6 }, 'option looseDigits: expected a whole number from 7 to 10, came 6'],
    [{ looseDigits: 11 }, 'came 11'],
    [{ looseDigits: 7.5 }, 'came 7.5'],
  ])('the options %j', (options, message) => {
    expect(() => indexedDbContactSource(options)).toThrow(message);
  });

  it('to be iterated for somebody who has given up', async () => {
    const book = indexedDbContactSource({ name: newName() });
    await book.import(people(3));
    const gone = { signal: AbortSignal.abort(new Error('gone')) };
    await expect(book.iterate(gone)[Symbol.asyncIterator]().next()).rejects.toThrow('gone');
  });

  it('to show one owner what another has', async () => {
    const name = newName();
    await indexedDbContactSource({ name, owner: 'ada' }).import(people(1));
    for (const owner of ['bob', undefined]) {
      const other = indexedDbContactSource({ name, owner });
      expect(await other.count()).toBe(0);
      expect(await idsOf(other, numberOf(0))).toEqual([]);
    }
    expect(await indexedDbContactSource({ name, owner: 'ada' }).count()).toBe(1);
  });
});

describe('a book', () => {
  it('counts and iterates what it has, wherever it was added, replaced and removed', async () => {
    const name = newName();
    const book = indexedDbContactSource({ name });
    await book.import(people(1_230));
    await book.import([...people(40, 1_200), ...people(20, 5)]);
    expect((await allIds(book)).size).toBe(1_240);
    expect(await indexedDbContactSource({ name }).count()).toBe(1_240);
    await book.clear();
    expect((await allIds(book)).size).toBe(0);
    await book.import(people(2));
    expect((await allIds(book)).size).toBe(2);
  });

  it('replaces a contact within its block, and loses none of its neighbours', async () => {
    const book = indexedDbContactSource({ name: newName() });
    await book.import(people(60));
    await book.import([{ ...person(33), phoneNumbers: [{ phoneNumber: numberOf(999) }] }]);
    expect((await allIds(book)).size).toBe(60);
    expect(await idsOf(book, numberOf(33))).toEqual([]);
    expect(await idsOf(book, numberOf(999))).toEqual(['33']);
    for (const i of [32, 34, 20, 39]) expect(await idsOf(book, numberOf(i))).toEqual([String(i)]);
  });

  it('keeps of two contacts of one key in one import the last', async () => {
    const book = indexedDbContactSource({ name: newName() });
    const nameless = { name: 'Ada', phoneNumbers: [{ phoneNumber: numberOf(1) }] };
    await book.import([nameless, { ...nameless, email: 'ada@crm.example' }]);
    expect(await book.list()).toEqual([{ ...nameless, email: 'ada@crm.example' }]);
    expect(await book.count()).toBe(1);
  });

  it('finds by the last digits if it was told to index them, also what it had before', async () => {
    const name = newName();
    await indexedDbContactSource({ name }).import([person(7), { ...person(8), id: 'x' }]);
    const book = indexedDbContactSource({ name, looseDigits: 7 });
    expect(await idsOf(book, '~3000007')).toEqual(['7']);
    await book.import([{ ...person(9), phoneNumbers: [{ phoneNumber: '+44 20 7300 0007' }] }]);
    expect(await idsOf(book, '~3000007')).toEqual(['7', '9']);
    expect(await idsOf(book, '3000007')).toEqual([]);
  });

  it('reads all of its numbers anew for another country, some at a time, and goes on where it was cut off', async () => {
    const name = newName();
    const british = { id: 'b', name: 'Bob', phoneNumbers: [{ phoneNumber: '020 7946 0958' }] };
    await indexedDbContactSource({ name }).import([...people(1_300), british]);
    const put = Reflect.get(IDBObjectStore.prototype, 'put');
    let left = 40;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      left -= 1;
      if (left < 0) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
      return put.apply(this, args);
    });
    const book = indexedDbContactSource({ name, defaultCountry: 'GB' });
    expect((await errorOf(book.count())).code).toBe('DATABASE_FULL');
    vi.restoreAllMocks();
    const again = indexedDbContactSource({ name, defaultCountry: 'GB' });
    expect(await idsOf(again, '+442079460958')).toEqual(['b']);
    expect((await allIds(again)).size).toBe(1_301);
  });

  it('makes who looks up wait no longer than he wants to while it does so', async () => {
    const name = newName();
    await indexedDbContactSource({ name }).import(people(2_000));
    const book = indexedDbContactSource({ name, defaultCountry: 'GB' });
    const controller = new AbortController();
    const looking = book.findByNumbers([numberOf(1)], { signal: controller.signal });
    controller.abort(new Error('too late'));
    await expect(looking).rejects.toThrow('too late');
    expect(await idsOf(book, numberOf(1))).toEqual(['1']);
  });
});

describe('a book of version 0.1', () => {
  it('has all of its contacts, found by numbers that are read by the rules of today', async () => {
    const name = newName();
    await makeOldBook(name, 1_234);
    const book = indexedDbContactSource({ name });
    expect(await idsOf(book, numberOf(1_233))).toEqual(['1233']);
    expect(await idsOf(book, '+1')).toEqual([]);
    expect((await allIds(book)).size).toBe(1_234);
    expect(await book.list()).toContainEqual(person(77));
  });

  it('loses nothing when its upgrade is cut off, and is upgraded by whoever comes next', async () => {
    const name = newName();
    await makeOldBook(name, 1_600);
    const add = Reflect.get(IDBObjectStore.prototype, 'add');
    let left = 60;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      left -= 1;
      if (left < 0) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
      return add.apply(this, args);
    });
    const cutOff = indexedDbContactSource({ name });
    expect((await errorOf(cutOff.count())).code).toBe('DATABASE_FULL');
    vi.restoreAllMocks();
    expect((await allIds(indexedDbContactSource({ name }))).size).toBe(1_600);
  });

  it('is upgraded once by two tabs that open it at the same time', async () => {
    const name = newName();
    await makeOldBook(name, 1_100);
    const tabs = [indexedDbContactSource({ name }), indexedDbContactSource({ name })];
    expect(await Promise.all(tabs.map((tab) => tab.count()))).toEqual([1_100, 1_100]);
    for (const tab of tabs) expect((await allIds(tab)).size).toBe(1_100);
    const found = await tabs[1]?.findByNumbers([numberOf(5)], { signal });
    expect(found).toEqual(new Map([[numberOf(5), [person(5)]]]));
  });
});
