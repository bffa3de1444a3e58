import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  contacts,
  type ContactsOptions,
  type ContactsPlugin,
  type ContactSource,
  isContactsError,
  memoryContactSource,
} from '../src/index.js';
import { connect, type World } from '../../plugin-kit/test/widget.js';
import { ask, handSource, person } from './hand-source.js';

const ADA = person('Ada', '101');
const FOUND = { result: { '101': [ADA] } };
const NOBODY = { result: {} };

/** A CRM that knows Ada alone, and how often it was asked. */
const crm = () => ({
  findByNumbers: vi.fn<ContactSource['findByNumbers']>(async () => ({ '101': [ADA] })),
});

let owner: string;
const worlds: World[] = [];

/** A page, or one more tab, of the user who is signed in. */
function page(source: ContactSource, options: Omit<ContactsOptions, 'source'> = {}) {
  const plugin: ContactsPlugin = contacts({ source, owner, ...options });
  const world = connect([plugin]);
  worlds.push(world);
  return {
    plugin,
    match: (...numbers: readonly string[]) => world.ask('matchContacts', ask(...numbers)),
    close: () => world.host.close(),
  };
}

const nameOf = (user = owner) => `jackfield-contacts-answers/contacts/${user}`;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('failed')));
  });

/** Works in the database beside the plugin. */
async function inDatabase<T>(work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await done(indexedDB.open(nameOf()));
  try {
    return await done(work(database.transaction('answers', 'readwrite').objectStore('answers')));
  } finally {
    database.close();
  }
}

const databases = async (): Promise<readonly (string | undefined)[]> =>
  (await indexedDB.databases()).map(({ name }) => name);

beforeEach(() => {
  owner = `user-${crypto.randomUUID()}`;
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const { host } of worlds.splice(0)) await host.close();
  for (const name of await databases()) {
    if (name?.startsWith('jackfield-contacts-answers/')) indexedDB.deleteDatabase(name);
  }
});

describe('answers are kept across reloads', () => {
  it('who was found and that nobody was, as long as one says', async () => {
    let time = 1_000_000;
    const options = { now: () => time };
    const before = page(crm(), options);
    expect(await before.match('101', '102')).toEqual(FOUND);
    await before.close();
    const asked = async (after: number) => {
      time += after;
      const source = crm();
      const again = page(source, options);
      expect(await again.match('101', '102')).toEqual(FOUND);
      await again.close();
      return source.findByNumbers.mock.calls.map(([numbers]) => numbers);
    };
    expect(await asked(29_999)).toEqual([]);
    expect(await asked(1)).toEqual([['102']]);
    expect(await asked(270_000)).toEqual([['101', '102']]);
  });

  it('for their owner alone', async () => {
    const mine = page(crm());
    await mine.match('101');
    await mine.close();
    const theirs = crm();
    const other = page(theirs, { owner: `${owner}-2` });
    expect(await other.match('101')).toEqual(FOUND);
    expect(theirs.findByNumbers).toHaveBeenCalledOnce();
  });

  it('for the plugin of this name alone, and for each of its sources apart', async () => {
    const first = page(crm());
    await first.match('101');
    await first.close();
    const nobody = { findByNumbers: async () => ({}) };
    const named = page(nobody, { name: 'archive' });
    expect(await named.match('101')).toEqual(NOBODY);
    const both = connect([contacts({ sources: [nobody, nobody], owner })]);
    worlds.push(both);
    // The first has the place of the one that knew Ada; the second is asked.
    expect(await both.ask('matchContacts', ask('101', '103'))).toEqual(FOUND);
    const swapped = connect([contacts({ sources: [memoryContactSource(), nobody], owner })]);
    worlds.push(swapped);
    expect(await swapped.ask('matchContacts', ask('101'))).toEqual(NOBODY);
  });

  it('not those of a source in this browser', async () => {
    const local = page(memoryContactSource([ADA]));
    expect(await local.match('101')).toEqual(FOUND);
    await local.close();
    expect(await databases()).not.toContain(nameOf());
  });

  it('not at all where nothing is to be kept', async () => {
    const none = page(crm(), { cache: false });
    expect(await none.match('101')).toEqual(FOUND);
    await none.close();
    expect(await databases()).not.toContain(nameOf());
  });

  it('also an answer that came too late for who asked', async () => {
    const { source, calls } = handSource();
    vi.stubGlobal('reportError', () => undefined);
    const before = connect([contacts({ source, owner })], { deadlines: { matchContacts: 50 } });
    before.host.on('failed', () => undefined);
    expect(await before.ask('matchContacts', ask('101'))).toEqual({ error: expect.any(String) });
    await expect.poll(() => calls).toHaveLength(1);
    calls[0]?.answer({ '101': [ADA] });
    await expect.poll(() => inDatabase((store) => store.count())).toBe(1);
    await before.host.close();
    const silent = handSource();
    expect(await page(silent.source).match('101')).toEqual(FOUND);
  });

  it('also when they have expired, for when the source is slow or fails', async () => {
    let time = 1_000_000;
    const options = { now: () => time };
    const before = page(crm(), options);
    await before.match('101');
    await before.close();
    time += 300_000;
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const broken = { findByNumbers: () => Promise.reject(new Error('The CRM is away.')) };
    expect(await page(broken, options).match('101')).toEqual(FOUND);
    expect(reported).toHaveBeenCalledOnce();
    // With a clock of its own there is no deadline but a second.
    expect(await page(handSource().source, options).match('101')).toEqual(FOUND);
    expect(reported).toHaveBeenCalledOnce();
  });

  it('no more than one says, the latest', async () => {
    let time = 1_000;
    const before = page(crm(), { cache: { maxEntries: 3 }, now: () => (time += 1) });
    for (const number of ['101', '102', '103', '104', '105']) await before.match(number);
    await before.close();
    const keys = await inDatabase((store) => store.getAllKeys());
    expect(keys).toEqual([
      [0, '103'],
      [0, '104'],
      [0, '105'],
    ]);
  });

  it('no longer than they are of use to anybody, also if nobody asks', async () => {
    let time = 1_000;
    const options = { cache: { foundMs: 10, notFoundMs: 10, staleMs: 10 }, now: () => time };
    const before = page(crm(), options);
    await before.match('101');
    await before.close();
    expect(await inDatabase((store) => store.count())).toBe(1);
    time += 20;
    const after = page(crm(), options);
    await expect.poll(() => inDatabase((store) => store.count())).toBe(0);
    await after.close();
  });
});

describe('a database that is', () => {
  const works = async (): Promise<void> => {
    const source = crm();
    const { match, close } = page(source);
    expect(await match('101')).toEqual(FOUND);
    expect(await match('101')).toEqual(FOUND);
    expect(source.findByNumbers).toHaveBeenCalledOnce();
    await close();
  };

  it('missing costs only the answers kept there', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await works();
    await expect(contacts({ source: crm(), owner }).wipe()).resolves.toBeUndefined();
  });

  it('refused costs only the answers kept there', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    await works();
  });

  it('never opened costs a second, once', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest);
    const source = crm();
    const { match } = page(source);
    expect(await match('101')).toEqual(FOUND);
    vi.mocked(indexedDB.open).mockClear();
    expect(await match('102')).toEqual(NOBODY);
    expect(indexedDB.open).not.toHaveBeenCalled();
  });

  it('never opened takes no more than the deadline', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest);
    const world = connect([contacts({ source: crm(), owner })], {
      deadlines: { matchContacts: 100 },
    });
    worlds.push(world);
    // With what the source says at once, or with an error; what it says is there for the next.
    world.host.on('failed', () => undefined);
    await world.ask('matchContacts', ask('101'));
    await vi.waitFor(
      async () => expect(await world.ask('matchContacts', ask('101'))).toEqual(FOUND),
      5_000,
    );
  });

  it('of another shape costs only the answers kept there', async () => {
    const request = indexedDB.open(nameOf(), 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore('other'));
    (await done(request)).close();
    await works();
  });

  it('of a later version costs only the answers kept there', async () => {
    (await done(indexedDB.open(nameOf(), 7))).close();
    await works();
  });

  it('full costs only the answers kept there', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('Quota exceeded.', 'QuotaExceededError');
    });
    await works();
  });

  it.each([
    ['no object', 7],
    ['without a time', { known: [] }],
    ['without answers', { at: 1e15 }],
    ['with answers that are none', { at: 1_000, known: [null] }],
    ['with contacts that are none', { at: 1_000, known: [{ contact: 'Eve' }] }],
    ['of the future', { at: 2_000, known: [{ contact: { name: 'Eve' } }] }],
  ])('wrong in an entry that is %s has the source asked instead', async (_what, entry) => {
    const options = { now: () => 1_500 };
    await page(crm(), options).match('102');
    for (const { host } of worlds.splice(0)) await host.close();
    await inDatabase((store) => store.put(entry, [0, '101']));
    const source = crm();
    const after = page(source, options);
    expect(await after.match('101')).toEqual(FOUND);
    expect(source.findByNumbers).toHaveBeenCalledOnce();
  });

  it('offered what cannot be copied keeps all else', async () => {
    vi.stubGlobal('reportError', () => undefined);
    const odd = { name: 'Odd', phoneNumbers: [{ phoneNumber: '103', phoneType: () => '' }] };
    const findByNumbers = async () => ({ '101': [ADA], '103': [odd as never] });
    const before = page({ findByNumbers });
    await before.match('101', '103');
    await before.close();
    expect(await inDatabase((store) => store.getAllKeys())).toEqual([[0, '101']]);
  });
});

describe('several tabs', () => {
  it('share their answers', async () => {
    const one = page(crm());
    await one.match('101');
    await expect.poll(() => inDatabase((store) => store.count())).toBe(1);
    const source = crm();
    expect(await page(source).match('101')).toEqual(FOUND);
    expect(source.findByNumbers).not.toHaveBeenCalled();
  });

  it.each(['the tab of that source', 'another tab'])(
    'all forget when the source of one says that contacts have changed, and %s is asked first',
    async (first) => {
      let known = ADA;
      let changed = () => {};
      const findByNumbers = async () => ({ '101': [known] });
      const here = page({
        findByNumbers,
        subscribe: (listener) => {
          changed = listener;
          return () => undefined;
        },
      });
      const there = page({ findByNumbers });
      await here.match('101');
      await expect.poll(() => inDatabase((store) => store.count())).toBe(1);
      await there.match('101');
      known = person('Ada Lovelace', '101');
      changed();
      const renamed = { result: { '101': [known] } };
      // What is to be deleted, but still there, is nobody's answer.
      if (first === 'the tab of that source') expect(await here.match('101')).toEqual(renamed);
      await expect.poll(() => there.match('101')).toEqual(renamed);
      expect(await here.match('101')).toEqual(renamed);
    },
  );
});

describe('wipe', () => {
  it('deletes what was kept of this owner, here and in other tabs, and nothing else', async () => {
    const stranger = page(crm(), { owner: `${owner}-2` });
    await stranger.match('101');
    await stranger.close();
    const here = page(crm());
    const source = crm();
    const there = page(source);
    await here.match('101');
    await expect.poll(() => inDatabase((store) => store.count())).toBe(1);
    await there.match('101', '102');
    source.findByNumbers.mockClear();
    await here.plugin.wipe();
    expect(await databases()).not.toContain(nameOf());
    expect(await databases()).toContain(nameOf(`${owner}-2`));
    await expect
      .poll(async () => {
        expect(await there.match('101')).toEqual(FOUND);
        return source.findByNumbers;
      })
      .toHaveBeenCalledOnce();
  });

  it('gives no answer that it will delete', async () => {
    const source = crm();
    const { plugin, match } = page(source);
    await match('101');
    await expect.poll(() => inDatabase((store) => store.count())).toBe(1);
    source.findByNumbers.mockClear();
    const wiped = plugin.wipe();
    expect(await match('101')).toEqual(FOUND);
    await wiped;
    expect(source.findByNumbers).toHaveBeenCalledOnce();
  });

  it('keeps no answer that was asked for before it', async () => {
    const { source, calls } = handSource();
    const { plugin, match, close } = page(source);
    const answer = match('101');
    await expect.poll(() => calls).toHaveLength(1);
    await plugin.wipe();
    calls[0]?.answer({ '101': [ADA] });
    expect(await answer).toEqual(FOUND);
    await close();
    expect(await databases()).not.toContain(nameOf());
  });

  it('works after its host was closed, and once more', async () => {
    const { plugin, match, close } = page(crm());
    await match('101');
    await close();
    await plugin.wipe();
    await plugin.wipe();
    expect(await databases()).not.toContain(nameOf());
  });

  it('says so when the browser does not do it', async () => {
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    const { plugin } = page(crm());
    const error: unknown = await plugin.wipe().then(undefined, (thrown: unknown) => thrown);
    expect(isContactsError(error) && error.code).toBe('DATABASE_FAILED');
  });
});
