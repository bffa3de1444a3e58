// What browsers do to a connection without an event: Safari and iOS when they suspend a tab or end
// the storage's process, all of them when a person deletes a site's data.
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { contacts, indexedDbContactSource } from '../../../plugin-contacts/src/index.js';
import { connect } from '../../../plugin-kit/test/widget.js';
import {
  callLog,
  type CallLogRecord,
  type CallLogStore,
  indexedDbCallLogStore,
  isCallLogError,
} from '../../src/index.js';
import { databaseStorage } from '../../src/outbox/database-storage.js';
import { contact, record } from '../local-call-log-store-contract.js';
import { log } from './tabs.js';

const OK = { result: 'ok' };
const WAIT = { timeout: 8_000 };
const { signal } = new AbortController();
const newName = () => `dead-${crypto.randomUUID()}`;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const { open } = IDBFactory.prototype;
const begin = IDBDatabase.prototype.transaction;

/** Every connection that is opened from now on. */
function collectConnections(): IDBDatabase[] {
  const opened: IDBDatabase[] = [];
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, ...args) {
    const request = open.apply(this, args);
    request.addEventListener('success', () => opened.push(request.result));
    return request;
  });
  return opened;
}

/** Makes the next transactions of all connections fail, each with the next of these. */
function failNext(...failures: ((transaction: IDBTransaction) => void)[]): void {
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...args
  ) {
    const transaction = begin.apply(this, args);
    failures.shift()?.(transaction);
    return transaction;
  });
}

const throws = (name: string, message: string) => (): void => {
  throw new DOMException(message, name);
};

/** All the ways in which a connection dies, from when it is used next. */
const DEATHS: readonly [what: string, kill: (connections: readonly IDBDatabase[]) => void][] = [
  [
    'is closed without an event',
    (connections) => {
      for (const connection of connections) connection.close();
    },
  ],
  [
    'throws InvalidStateError',
    () => failNext(throws('InvalidStateError', 'The database connection is closing.')),
  ],
  [
    'throws UnknownError',
    () => failNext(throws('UnknownError', 'Connection to Indexed Database server lost.')),
  ],
  ['dies in the middle of a transaction', () => failNext((transaction) => transaction.abort())],
];

const remove = (name: string) =>
  new Promise<void>((resolve, reject) => {
    const removing = indexedDB.deleteDatabase(name);
    removing.addEventListener('success', () => resolve());
    removing.addEventListener('error', () => reject(removing.error!));
  });

const connectTo = (name: string) =>
  new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(name);
    opening.addEventListener('success', () => resolve(opening.result));
  });

const codeOf = async (failing: Promise<unknown>): Promise<string | undefined> => {
  const error: unknown = await failing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isCallLogError(error) ? error.code : (error as string | undefined);
};

describe.each(DEATHS)('a connection that %s', (_what, kill) => {
  it('is opened again by the outbox, which stays durable and loses no log', async () => {
    const connections = collectConnections();
    const received: CallLogRecord[] = [];
    const store: CallLogStore = {
      upsert: async (each) => void received.push(each),
      find: async () => [],
    };
    const plugin = callLog({ store, owner: newName() });
    const { ask, host } = connect([plugin]);
    onTestFinished(() => host.close({ now: true }));
    expect(await ask('logCall', log('1'))).toEqual(OK);
    await expect.poll(() => received.length, WAIT).toBe(1);
    for (const call of ['2', '3']) {
      kill(connections);
      expect(await ask('logCall', log(call))).toEqual(OK);
      expect((await plugin.status()).storage).toBe('durable');
      await expect.poll(() => received.at(-1)?.key, WAIT).toBe(`${call}$2`);
      vi.restoreAllMocks();
    }
    await expect.poll(async () => (await plugin.status()).counts.delivered, WAIT).toBe(3);
  });

  it('is opened again by the store of call logs', async () => {
    const connections = collectConnections();
    const store = indexedDbCallLogStore({ name: newName() });
    await store.upsert(record({ key: 'a' }), { signal });
    kill(connections);
    await store.upsert(record({ key: 'b' }), { signal });
    expect(await store.list()).toHaveLength(2);
    kill(connections);
    expect(await store.list()).toHaveLength(2);
    await store.close?.();
  });

  it('is opened again by the contact database', async () => {
    const connections = collectConnections();
    const source = indexedDbContactSource({ name: newName() });
    const { ask, host } = connect([contacts({ source })]);
    onTestFinished(() => host.close({ now: true }));
    await source.import([{ ...contact, phoneNumbers: [{ phoneNumber: '+16505550142' }] }]);
    for (let i = 0; i < 2; i += 1) {
      kill(connections);
      const number = { phoneNumber: '+16505550142', callType: 'inbound' };
      const found = await ask('matchContacts', [number]);
      expect(found).toMatchObject({ result: { '+16505550142': [{ name: contact.name }] } });
      vi.restoreAllMocks();
    }
  });
});

describe('a database', () => {
  it('that fails twice in a row is reported: one transaction is repeated once', async () => {
    const store = indexedDbCallLogStore({ name: newName() });
    await store.list();
    const lost = throws('UnknownError', 'Connection to Indexed Database server lost.');
    failNext(lost, lost);
    expect(await codeOf(store.list())).toBe('DATABASE_FAILED');
    expect(await store.list()).toEqual([]);
  });

  it('that is deleted underneath is created again', async () => {
    const name = newName();
    const store = indexedDbCallLogStore({ name });
    await store.upsert(record({ key: 'a' }), { signal });
    await remove(name);
    await store.upsert(record({ key: 'b' }), { signal });
    expect((await store.list()).map(({ key }) => key)).toEqual(['b']);
  });

  it('that a deletion holds up is waited for once, for three seconds in all', async () => {
    const name = newName();
    const storage = databaseStorage(name, () => undefined);
    await storage.run('readonly', (tables) => tables.count());
    storage.close();
    const other = await connectTo(name);
    const removed = remove(name);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const count = () => codeOf(storage.run('readonly', (tables) => tables.count()));
    const settled: unknown[] = [];
    void count().then((code) => settled.push(code));
    await vi.advanceTimersByTimeAsync(2_890);
    expect(settled).toEqual([]);
    await vi.advanceTimersByTimeAsync(20);
    expect(settled).toEqual(['DATABASE_BLOCKED']);
    for (let i = 0; i < 3; i += 1) void count().then((code) => settled.push(code));
    await vi.advanceTimersByTimeAsync(50);
    expect(settled).toEqual(Array.from({ length: 4 }, () => 'DATABASE_BLOCKED'));
    vi.useRealTimers();
    other.close();
    await removed;
    await expect.poll(count, WAIT).toBeUndefined();
    storage.close();
  });

  it('that another tab’s transaction holds up is waited for once, for three seconds in all', async () => {
    const name = newName();
    const storage = databaseStorage(name, () => undefined);
    await storage.run('readonly', (tables) => tables.count());
    const other = await connectTo(name);
    const holding = other.transaction(['logs', 'calls', 'notes'], 'readwrite');
    let isHeld = true;
    const keepAlive = (): void => {
      if (!isHeld) return;
      holding.objectStore('notes').get('x').addEventListener('success', keepAlive);
    };
    keepAlive();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const put = () => codeOf(storage.run('readwrite', (tables) => tables.putNote('y', 1)));
    const settled: unknown[] = [];
    void put().then((code) => settled.push(code));
    await vi.advanceTimersByTimeAsync(2_890);
    expect(settled).toEqual([]);
    await vi.advanceTimersByTimeAsync(20);
    expect(settled).toEqual(['DATABASE_BLOCKED']);
    void put().then((code) => settled.push(code));
    await vi.advanceTimersByTimeAsync(50);
    expect(settled).toHaveLength(2);
    vi.useRealTimers();
    isHeld = false;
    await expect.poll(put, WAIT).toBeUndefined();
    other.close();
    storage.close();
  });

  it('that is blocked delays a log once: it is answered when the store has it', async () => {
    const owner = newName();
    const name = `jackfield-outbox:calllog:${owner}`;
    const before = databaseStorage(name, () => undefined);
    await before.run('readonly', (tables) => tables.count());
    before.close();
    const other = await connectTo(name);
    const removed = remove(name);
    const received: string[] = [];
    const store: CallLogStore = {
      upsert: async ({ key }) => void received.push(key),
      find: async () => [],
    };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const plugin = callLog({ store, owner, resolveContact: false });
    const { ask, host } = connect([plugin]);
    const first = ask('logCall', log('1'));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await first).toEqual(OK);
    const second = ask('logCall', log('2'));
    await vi.advanceTimersByTimeAsync(100);
    expect(await second).toEqual(OK);
    expect(received).toEqual(['1$2', '2$2']);
    vi.useRealTimers();
    expect((await plugin.status()).storageProblem).toContain('another tab holds it');
    other.close();
    await removed;
    await expect.poll(async () => (await plugin.status()).storage, WAIT).toBe('durable');
    await host.close({ now: true });
  });
});
