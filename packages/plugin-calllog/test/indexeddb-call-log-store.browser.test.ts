import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { callLog, indexedDbCallLogStore, isCallLogError } from '../src/index.js';
import { testCallLogStore } from '../src/store-contract/vitest.js';
import {
  contact,
  localCallLogStoreContract,
  record,
  rejection,
} from './local-call-log-store-contract.js';
import { connect } from '../../plugin-kit/test/widget.js';

const signal = new AbortController().signal;
const newName = () => `calllog-test-${crypto.randomUUID()}`;

/** Opens a database as another tab of an unkind page would: it never lets go by itself. */
const holdOpen = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error!));
  });

const remove = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error!));
  });

const codeOf = async (failing: Promise<unknown>): Promise<string | undefined> => {
  const error: unknown = await failing.then(
    () => undefined,
    (error: unknown) => error,
  );
  return isCallLogError(error) ? error.code : String(error);
};

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('indexedDbCallLogStore, when the browser fails it', () => {
  it('rejects in a window without IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const store = indexedDbCallLogStore({ name: newName() });
    expect(await codeOf(store.upsert(record(), { signal }))).toBe('DATABASE_UNAVAILABLE');
    expect(await codeOf(store.find(['a'], { signal }))).toBe('DATABASE_UNAVAILABLE');
  });

  it('rejects where the browser refuses to open, and tries again at the next use', async () => {
    const store = indexedDbCallLogStore({ name: newName() });
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    await expect(store.upsert(record(), { signal })).rejects.toMatchObject({
      name: 'CallLogError',
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('SecurityError: The operation is insecure.'),
      cause: expect.any(DOMException),
    });
    open.mockRestore();
    await store.upsert(record(), { signal });
    expect(await store.list()).toHaveLength(1);
  });

  it('rejects when the database is of a later version of this package', async () => {
    const name = newName();
    await new Promise((resolve) => {
      const request = indexedDB.open(name, 1_000);
      request.addEventListener('success', () => {
        request.result.close();
        resolve(undefined);
      });
    });
    const store = indexedDbCallLogStore({ name });
    await expect(store.list()).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('VersionError'),
    });
  });

  it('rejects in time when another tab holds the database, and works once it let go', async () => {
    const name = newName();
    await indexedDbCallLogStore({ name }).list();
    const other = await holdOpen(name);
    const removed = remove(name);
    const store = indexedDbCallLogStore({ name, openTimeoutMs: 30 });
    expect(await codeOf(store.upsert(record(), { signal }))).toBe('DATABASE_BLOCKED');
    other.close();
    await removed;
    await expect.poll(() => codeOf(store.upsert(record(), { signal }))).toBe('undefined');
    expect(await store.list()).toHaveLength(1);
    await remove(name);
  });

  it('stops waiting for a held database when the signal aborts', async () => {
    const name = newName();
    await indexedDbCallLogStore({ name }).list();
    const other = await holdOpen(name);
    const removed = remove(name);
    const store = indexedDbCallLogStore({ name });
    const controller = new AbortController();
    const writing = store.upsert(record(), { signal: controller.signal });
    controller.abort(new Error('deadline'));
    await expect(writing).rejects.toThrow('deadline');
    other.close();
    await removed;
  });

  it('says when the browser has no room left', async () => {
    const store = indexedDbCallLogStore({ name: newName() });
    await store.list();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('Quota exceeded.', 'QuotaExceededError');
    });
    expect(await codeOf(store.upsert(record(), { signal }))).toBe('DATABASE_FULL');
  });

  it('says when a record cannot be stored, and writes nothing of it', async () => {
    const store = indexedDbCallLogStore({ name: newName() });
    const raw = { notCloneable: () => undefined };
    await expect(store.reject(rejection({ raw }), { signal })).rejects.toMatchObject({
      code: 'DATABASE_FAILED',
      message: expect.stringContaining('DataCloneError'),
    });
    expect(await store.list()).toEqual([]);
  });

  it('takes a write back when the signal aborts before it is durable', async () => {
    const store = indexedDbCallLogStore({ name: newName() });
    await store.list();
    const controller = new AbortController();
    const put = Reflect.get(IDBObjectStore.prototype, 'put');
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value,
    ) {
      const request = put.call(this, value);
      controller.abort(new Error('deadline'));
      return request;
    });
    const writing = store.upsert(record(), { signal: controller.signal });
    await expect(writing).rejects.toThrow('deadline');
    expect(await store.list()).toEqual([]);
  });

  it('lets another tab delete the database, and starts again', async () => {
    const name = newName();
    const store = indexedDbCallLogStore({ name });
    await store.upsert(record(), { signal });
    await remove(name);
    expect(await store.list()).toEqual([]);
  });

  it('refuses options it does not know or cannot use', () => {
    expect(() => indexedDbCallLogStore({ name: '' })).toThrow(
      'indexedDbCallLogStore, option name: expected a name, received "".',
    );
    expect(() => indexedDbCallLogStore({ openTimeoutMs: 0 })).toThrow('milliseconds above 0');
    expect(() => indexedDbCallLogStore({ databse: 'x' } as object)).toThrow(
      'no option but name, openTimeoutMs',
    );
  });
});

describe('indexedDbCallLogStore', () => {
  const shared = newName();
  testCallLogStore(() => indexedDbCallLogStore({ name: shared }), { contact });
  afterAll(() => remove(shared));

  localCallLogStoreContract(() => indexedDbCallLogStore({ name: newName() }));

  it('has its logs after the page was left, and shares them with other stores of its name', async () => {
    const name = newName();
    await indexedDbCallLogStore({ name }).upsert(record(), { signal });
    await indexedDbCallLogStore({ name }).reject(rejection({ revision: 2 }), { signal });
    expect(await indexedDbCallLogStore({ name }).list()).toHaveLength(2);
    expect(await indexedDbCallLogStore({ name: newName() }).list()).toEqual([]);
  });

  it('is where callLog keeps good and rejected logs when it is given no store', async () => {
    await remove('jackfield-calllog');
    const { host, ask } = connect([callLog({ owner: newName() })]);
    host.on('invalid', () => undefined);
    const call = {
      id: '1',
      direction: 'INBOUND',
      from: { phoneNumber: '6503945910' },
      to: { phoneNumber: '7202255924' },
      telephonyStatus: 'CallConnected',
      telephonySessionId: '1',
      partyId: '1554304',
      offset: 0,
      fromMatches: [],
      toMatches: [],
      activityMatches: [],
    };
    expect(await ask('logCall', { call, task: undefined, sessionId: '1$2' })).toEqual({
      result: 'ok',
    });
    expect(await ask('logCall', { sessionId: '3$2' })).toEqual({ error: expect.any(String) });
    expect(await ask('matchCallLogs', ['1$2', '3$2'])).toEqual({
      result: { '1$2': [{ id: '1$2' }] },
    });
    // They are answered when they are in the outbox, and are here soon after.
    const page = indexedDbCallLogStore();
    await expect
      .poll(async () => (await page.list()).map(({ key, status }) => `${key} ${status}`).sort())
      .toEqual(['1$2 logged', '3$2 rejected']);
    await host.close();
    await remove('jackfield-calllog');
  });
});
