import type { Contact } from '@jackfield/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  indexedDbContactSource,
  type ContactChanges,
  type ContactDatabase,
} from '../../src/index.js';
import { allIds, errorOf, idsOf, newName, numberOf, people, person } from './support.js';

afterEach(() => {
  vi.restoreAllMocks();
});

const fresh = (name = newName()): ContactDatabase => indexedDbContactSource({ name });

/** A CRM that gives its changes in pages; the token is how many of these were given. */
function crmOf(...pages: readonly Partial<ContactChanges>[]) {
  const asked: (string | undefined)[] = [];
  const fetchChanges = async (since: string | undefined): Promise<ContactChanges> => {
    asked.push(since);
    const at = Number(since ?? 0);
    return {
      contacts: [],
      deleted: [],
      next: String(Math.min(at + 1, pages.length)),
      more: at + 1 < pages.length,
      ...pages[at],
    };
  };
  return { asked, fetchChanges };
}

describe('sync refuses', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'expected { contacts, deleted, next, more }, received undefined'],
    ['contacts that are no array', { contacts: {} }, 'contacts as an array'],
    ['deletions that are no array', { deleted: null }, 'deleted as an array'],
    ['a token that is not a string', { next: 5 }, 'next as a text, received 5'],
    ['a page that does not say whether there is more', { more: 1 }, 'more as true or false'],
    ['a deletion without an id', { deleted: [{ type: 'a' }] }, 'each of deleted as { id, type? }'],
    ['the same token for ever', { next: '0', more: true }, 'another next where there is more'],
  ])('%s', async (_name, page, message) => {
    const database = fresh();
    await database.sync(crmOf({ next: '0' }).fetchChanges);
    const error = await errorOf(
      database.sync(async () =>
        page === undefined
          ? (undefined as never)
          : ({ contacts: [person(1)], deleted: [], next: '9', more: false, ...page } as never),
      ),
    );
    expect(error.code).toBe('CHANGES_INVALID');
    expect(error.message).toContain(message);
    expect(await database.count()).toBe(0);
  });

  it('a faulty contact only, which it reports, and keeps what it had of it', async () => {
    const database = fresh();
    await database.import(people(2));
    const faulty = { id: '1' } as Contact;
    const { fetchChanges } = crmOf({ contacts: [person(5), faulty, person(6)] });
    expect(await database.sync(fetchChanges)).toEqual({
      imported: 2,
      deleted: 0,
      faulty: 1,
      issues: [expect.objectContaining({ pointer: '/contacts/1/name' })],
      since: '1',
    });
    expect(await allIds(database)).toEqual(new Set(['0', '1', '5', '6']));
  });
});

describe('sync', () => {
  it('takes over all pages, and the next time only what came after them, in any tab', async () => {
    const name = newName();
    const database = fresh(name);
    const crm = crmOf(
      { contacts: people(450) },
      { contacts: people(10, 440), deleted: [{ id: '3' }, { id: '444' }, { id: 'unknown' }] },
    );
    const changed = vi.fn<() => void>();
    database.subscribe(changed);
    expect(await database.sync(crm.fetchChanges)).toEqual({
      imported: 460,
      deleted: 1,
      faulty: 0,
      issues: [],
      since: '2',
    });
    expect(crm.asked).toEqual([undefined, '1']);
    expect(changed).toHaveBeenCalledTimes(2);
    expect(await idsOf(database, numberOf(3))).toEqual([]);
    // One that is among the contacts of its page, too, is kept.
    expect(await idsOf(database, numberOf(444))).toEqual(['444']);
    expect((await allIds(database)).size).toBe(449);

    await fresh(name).sync(crm.fetchChanges);
    expect(crm.asked.at(-1)).toBe('2');
  });

  it('removes contacts of the same type only', async () => {
    const database = fresh();
    await database.import([person(1), { ...person(1), type: 'acme' }]);
    await database.sync(crmOf({ deleted: [{ type: 'acme', id: '1' }] }).fetchChanges);
    expect(await database.list()).toEqual([person(1)]);
  });

  it('asks for a page again that it was cut off in, and for none that it has', async () => {
    const database = fresh();
    const crm = crmOf({ contacts: people(30) }, { contacts: people(350, 100) });
    await database.sync(crmOf({ next: '0', more: false }).fetchChanges);
    const add = Reflect.get(IDBObjectStore.prototype, 'add');
    let left = 12;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      left -= 1;
      if (left < 0) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
      return add.apply(this, args);
    });
    expect((await errorOf(database.sync(crm.fetchChanges))).code).toBe('DATABASE_FULL');
    vi.restoreAllMocks();
    expect(crm.asked).toEqual(['0', '1']);
    const half = (await allIds(database)).size;
    expect(half).toBeGreaterThan(30);
    expect(half).toBeLessThan(380);

    await database.sync(crm.fetchChanges);
    expect(crm.asked).toEqual(['0', '1', '1']);
    expect((await allIds(database)).size).toBe(380);
  });

  it('goes on after a page that failed, and after a cancelled one', async () => {
    const database = fresh();
    const crm = crmOf({ contacts: people(3) }, { contacts: people(3, 3) });
    let isDown = true;
    const flaky = async (since: string | undefined): Promise<ContactChanges> => {
      if (since === '1' && isDown) throw new Error('The CRM is being serviced.');
      return crm.fetchChanges(since);
    };
    await expect(database.sync(flaky)).rejects.toThrow('being serviced');
    expect((await allIds(database)).size).toBe(3);

    isDown = false;
    const controller = new AbortController();
    const cancelled = database.sync(
      async (since) => {
        controller.abort(new Error('cancelled'));
        return crm.fetchChanges(since);
      },
      { signal: controller.signal },
    );
    await expect(cancelled).rejects.toThrow('cancelled');
    expect((await allIds(database)).size).toBe(3);

    await database.sync(crm.fetchChanges);
    expect(crm.asked).toEqual([undefined, '1', '1']);
    expect((await allIds(database)).size).toBe(6);
  });

  it('is done by one tab at a time, so that no page is asked for twice', async () => {
    const name = newName();
    const crm = crmOf({ contacts: people(200) }, { contacts: people(200, 200) });
    await Promise.all([fresh(name), fresh(name)].map((tab) => tab.sync(crm.fetchChanges)));
    expect(crm.asked).toEqual([undefined, '1', '2']);
    expect((await allIds(fresh(name))).size).toBe(400);
  });

  it('gives up a page if another tab was there before, even without locks', async () => {
    const locks = vi.spyOn(navigator, 'locks', 'get').mockReturnValue(undefined as never);
    const name = newName();
    const crm = crmOf({ contacts: [person(1)] }, { deleted: [{ id: '1' }] });
    const late = fresh(name).sync(async (since) => {
      const page = await crm.fetchChanges(since);
      if (since === undefined) await fresh(name).sync(crm.fetchChanges);
      return page;
    });
    expect(await late).toMatchObject({ imported: 0, since: '2' });
    expect((await allIds(fresh(name))).size).toBe(0);
    locks.mockRestore();
  });

  it('starts from the beginning after the database was cleared', async () => {
    const database = fresh();
    const crm = crmOf({ contacts: people(3) });
    await database.sync(crm.fetchChanges);
    await database.clear();
    await database.sync(crm.fetchChanges);
    expect(crm.asked).toEqual([undefined, undefined]);
    expect((await allIds(database)).size).toBe(3);
  });

  it('reports how far it is', async () => {
    const seen: unknown[] = [];
    const crm = crmOf({ contacts: people(3) }, { deleted: [{ id: '1' }] });
    await fresh().sync(crm.fetchChanges, { onProgress: (it) => seen.push(it) });
    expect(seen).toEqual([
      { imported: 3, deleted: 0 },
      { imported: 3, deleted: 1 },
    ]);
  });
});
