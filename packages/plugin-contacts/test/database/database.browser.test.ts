import { afterEach, describe, expect, it, vi } from 'vitest';
import { indexedDbContactSource } from '../../src/index.js';
import { allIds, errorOf, idsOf, newName, numberOf, people, person, signal } from './support.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a database refuses', () => {
  it('to list more contacts than anybody can have meant', async () => {
    const database = indexedDbContactSource({ name: newName() });
    await database.import(people(30));
    const error = await errorOf(database.list({ limit: 29 }));
    expect(error.code).toBe('LIST_TOO_LARGE');
    expect(error.message).toContain('there are 30 contacts');
    expect(await database.list({ limit: 30 })).toHaveLength(30);
    expect(await database.list()).toHaveLength(30);
  });

  it.each([
    [{ owner: '' }, 'option owner: expected an id as a text'],
    [{ looseDigits: 6 }, 'option looseDigits: expected a whole number from 7 to 10, received 6'],
    [{ looseDigits: 11 }, 'received 11'],
    [{ looseDigits: 7.5 }, 'received 7.5'],
  ])('the options %j', (options, message) => {
    expect(() => indexedDbContactSource(options)).toThrow(message);
  });

  it('to be iterated for somebody who has given up', async () => {
    const database = indexedDbContactSource({ name: newName() });
    await database.import(people(3));
    const gone = { signal: AbortSignal.abort(new Error('gone')) };
    await expect(database.iterate(gone)[Symbol.asyncIterator]().next()).rejects.toThrow('gone');
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

describe('a database', () => {
  it('counts and iterates what it has, wherever it was added, replaced and removed', async () => {
    const name = newName();
    const database = indexedDbContactSource({ name });
    await database.import(people(1_230));
    await database.import([...people(40, 1_200), ...people(20, 5)]);
    expect((await allIds(database)).size).toBe(1_240);
    expect(await indexedDbContactSource({ name }).count()).toBe(1_240);
    await database.clear();
    expect((await allIds(database)).size).toBe(0);
    await database.import(people(2));
    expect((await allIds(database)).size).toBe(2);
  });

  it('replaces a contact within its block, and loses none of its neighbours', async () => {
    const database = indexedDbContactSource({ name: newName() });
    await database.import(people(60));
    await database.import([{ ...person(33), phoneNumbers: [{ phoneNumber: numberOf(999) }] }]);
    expect((await allIds(database)).size).toBe(60);
    expect(await idsOf(database, numberOf(33))).toEqual([]);
    expect(await idsOf(database, numberOf(999))).toEqual(['33']);
    for (const i of [32, 34, 20, 39])
      expect(await idsOf(database, numberOf(i))).toEqual([String(i)]);
  });

  it('keeps of two contacts of one key in one import the last', async () => {
    const database = indexedDbContactSource({ name: newName() });
    const nameless = { name: 'Ada', phoneNumbers: [{ phoneNumber: numberOf(1) }] };
    await database.import([nameless, { ...nameless, email: 'ada@crm.example' }]);
    expect(await database.list()).toEqual([{ ...nameless, email: 'ada@crm.example' }]);
    expect(await database.count()).toBe(1);
  });

  it('finds by the last digits if it was reported to index them, also what it had before', async () => {
    const name = newName();
    await indexedDbContactSource({ name }).import([person(7), { ...person(8), id: 'x' }]);
    const database = indexedDbContactSource({ name, looseDigits: 7 });
    expect(await idsOf(database, '~3000007')).toEqual(['7']);
    await database.import([{ ...person(9), phoneNumbers: [{ phoneNumber: '+44 20 7300 0007' }] }]);
    expect(await idsOf(database, '~3000007')).toEqual(['7', '9']);
    expect(await idsOf(database, '3000007')).toEqual([]);
  });

  it('reads all of its numbers again for another country, some at a time, and goes on where it was cut off', async () => {
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
    const database = indexedDbContactSource({ name, defaultCountry: 'GB' });
    expect((await errorOf(database.count())).code).toBe('DATABASE_FULL');
    vi.restoreAllMocks();
    const again = indexedDbContactSource({ name, defaultCountry: 'GB' });
    expect(await idsOf(again, '+442079460958')).toEqual(['b']);
    expect((await allIds(again)).size).toBe(1_301);
  });

  it('makes who looks up wait no longer than he wants to while it does so', async () => {
    const name = newName();
    await indexedDbContactSource({ name }).import(people(2_000));
    const database = indexedDbContactSource({ name, defaultCountry: 'GB' });
    const controller = new AbortController();
    const looking = database.findByNumbers([numberOf(1)], { signal: controller.signal });
    controller.abort(new Error('too late'));
    await expect(looking).rejects.toThrow('too late');
    expect(await idsOf(database, numberOf(1))).toEqual(['1']);
  });

  it('has them read again once by two tabs that open it at the same time', async () => {
    const name = newName();
    await indexedDbContactSource({ name }).import(people(1_100));
    const tabs = [1, 2].map(() => indexedDbContactSource({ name, defaultCountry: 'GB' }));
    expect(await Promise.all(tabs.map((tab) => tab.count()))).toEqual([1_100, 1_100]);
    for (const tab of tabs) expect((await allIds(tab)).size).toBe(1_100);
    const found = await tabs[1]?.findByNumbers([numberOf(5)], { signal });
    expect(found).toEqual(new Map([[numberOf(5), [person(5)]]]));
  });
});
