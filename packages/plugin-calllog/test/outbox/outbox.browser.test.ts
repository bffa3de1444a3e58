import { afterEach, describe, expect, it, vi } from 'vitest';
import { callLog, StoreError, type CallLogStatus } from '../../src/index.js';
import {
  OK,
  WAIT,
  hang,
  newOwner,
  databaseOf,
  storeOf,
  open,
  frame,
  counts,
  request,
  remove,
} from './browser-world.js';
import { type Tab, log } from './tabs.js';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a log that was answered without an error', () => {
  it('was so while the store hung, and is not said to be logged until the store has it', async () => {
    const { store, received } = storeOf(hang);
    const tab = open({ store, owner: newOwner() });
    expect(await tab.ask('logCall', log('1'))).toEqual(OK);
    await expect.poll(() => received.length, WAIT).toBe(1);
    expect(await tab.ask('matchCallLogs', ['1$2', '2$2'])).toEqual({ result: {} });
    expect(await tab.plugin.status()).toMatchObject({
      storage: 'durable',
      counts: { pending: 1 },
    });
  });

  it('was on the disk, not only in the browser’s hands', async () => {
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const tab = open({ store: storeOf().store, owner: newOwner() });
    await tab.ask('logCall', log('1'));
    const writes = begin.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes.length).toBeGreaterThan(0);
    for (const [, , options] of writes) expect(options).toEqual({ durability: 'strict' });
  });

  it('is delivered after its tab was killed in the middle of its delivery', async () => {
    const owner = newOwner();
    const first = storeOf(hang);
    const tab = await frame({ store: first.store, owner });
    expect(await tab.ask('logCall', log('1'))).toEqual(OK);
    await expect.poll(() => first.received.length, WAIT).toBe(1);
    tab.kill();
    const second = storeOf();
    const next = open({ store: second.store, owner });
    await expect.poll(() => second.received.length, WAIT).toBe(1);
    expect(second.received[0]?.revision).toBe(first.received[0]?.revision);
    await expect.poll(() => counts(next), WAIT).toMatchObject({ delivered: 1, pending: 0 });
  });

  it('is delivered by another tab that was there all the time, when the one that delivers is killed', async () => {
    const owner = newOwner();
    const [a, b] = [storeOf(hang), storeOf()];
    const first = await frame({ store: a.store, owner });
    expect(await first.ask('logCall', log('1'))).toEqual(OK);
    await expect.poll(() => a.received.length, WAIT).toBe(1);
    const second = await frame({ store: b.store, owner });
    expect(await second.ask('logCall', log('2'))).toEqual(OK);
    await expect.poll(() => a.received.map(({ key }) => key), WAIT).toEqual(['1$2', '2$2']);
    expect(b.received).toEqual([]);
    first.kill();
    await expect.poll(() => b.received.map(({ key }) => key).sort(), WAIT).toEqual(['1$2', '2$2']);
  });

  it('is delivered also where there are no locks, by one tab at a time', async () => {
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue(undefined as never);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const owner = newOwner();
    const [a, b] = [storeOf(), storeOf()];
    const first = open({ store: a.store, owner });
    await first.ask('logCall', log('1'));
    await expect.poll(() => a.received.length, WAIT).toBe(1);
    const second = open({ store: b.store, owner });
    await second.ask('logCall', log('2'));
    await expect.poll(() => a.received.length, WAIT).toBe(2);
    // Otherwise the second tab delivers it again, which does no harm.
    await expect.poll(() => counts(second), WAIT).toMatchObject({ delivered: 2 });
    await first.host.close();
    await second.ask('logCall', log('3'));
    expect(b.received).toEqual([]);
    // The second tab looks for a lease so often.
    await vi.advanceTimersByTimeAsync(5_000);
    await expect.poll(() => b.received.map(({ key }) => key), WAIT).toEqual(['3$2']);
    expect(a.received).toHaveLength(2);
  });

  it('has a higher revision than any before it, from whichever tab', async () => {
    const owner = newOwner();
    const { store, received } = storeOf();
    const now = () => 1_000;
    const tabs = [await frame({ store, owner, now }), await frame({ store, owner, now })];
    const asked = Array.from({ length: 10 }, (_, i) =>
      tabs[i % 2]?.ask('logCall', log('1', `note ${i}`)),
    );
    expect(await Promise.all(asked)).toEqual(asked.map(() => OK));
    await expect.poll(() => received.at(-1)?.revision, WAIT).toBe(1_009);
    const revisions = received.map(({ revision }) => revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
    await expect.poll(() => counts(tabs[0] as Tab), WAIT).toMatchObject({ delivered: 1 });
  });

  it('is tried again at once when the network is back, unless the store has said when', async () => {
    const { store, received } = storeOf(({ key }) =>
      Promise.reject(
        new StoreError('transient', 'no network', key === '1$2' ? { retryAfterMs: 60_000 } : {}),
      ),
    );
    const retry = { minMs: 3_600_000, maxMs: 3_600_000 };
    const tab = open({ store, owner: newOwner(), retry });
    await tab.ask('logCall', log('1'));
    await tab.ask('logCall', log('2'));
    await expect.poll(async () => (await counts(tab)).failed, WAIT).toBe(2);
    globalThis.dispatchEvent(new Event('online'));
    await expect.poll(() => received.length, WAIT).toBe(3);
    await expect.poll(async () => (await counts(tab)).failed, WAIT).toBe(2);
    expect(received.map(({ key }) => key)).toEqual(['1$2', '2$2', '2$2']);
  });

  it('has the browser asked to keep it', async () => {
    const persist = vi.spyOn(navigator.storage, 'persist');
    open({ store: storeOf().store, owner: newOwner() });
    await expect.poll(() => persist.mock.calls.length, WAIT).toBe(1);
  });
});

describe('the outbox reports', () => {
  it('all tabs of each change, until they leave', async () => {
    const owner = newOwner();
    const { store } = storeOf();
    const seen: CallLogStatus[] = [];
    const watcher = callLog({ store, owner });
    const leave = watcher.subscribe((status) => seen.push(status));
    const tab = await frame({ store, owner });
    await tab.ask('logCall', log('1'));
    await expect.poll(() => seen.at(-1)?.counts.delivered, WAIT).toBe(1);
    leave();
    leave();
    const before = seen.length;
    await tab.ask('logCall', log('2'));
    await expect.poll(async () => (await counts(tab)).delivered, WAIT).toBe(2);
    expect(seen).toHaveLength(before);
  });

  it('whether the page is offline', async () => {
    const tab = open({ store: storeOf().store, owner: newOwner() });
    expect((await tab.plugin.status()).isOffline).toBe(false);
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect((await tab.plugin.status()).isOffline).toBe(true);
  });
});

describe('on a computer that several people use', () => {
  it('a log is delivered only while its owner is signed in, and the others see that it waits', async () => {
    const name = `shared-${crypto.randomUUID()}`;
    const failing = storeOf(() => Promise.reject(new Error('no network')));
    const anna = open({ store: failing.store, name, owner: 'anna: a' });
    await anna.ask('logCall', log('1', 'secret of Anna'));
    await expect.poll(async () => (await counts(anna)).failed, WAIT).toBe(1);
    expect((await anna.plugin.status()).ofOthers).toBe(0);
    await anna.host.close();

    const bobs = storeOf();
    const bob = open({ store: bobs.store, name, owner: 'bob' });
    await bob.ask('logCall', log('2'));
    await expect.poll(() => bobs.received.length, WAIT).toBe(1);
    const status = await bob.plugin.status();
    expect(status).toMatchObject({ ofOthers: 1, counts: { failed: 0, delivered: 1 } });
    expect(JSON.stringify(status)).not.toContain('Anna');
    expect(await bob.ask('matchCallLogs', ['1$2'])).toEqual({ result: {} });
    await bob.plugin.wipe();
    await bob.host.close();

    const annas = storeOf();
    open({ store: annas.store, name, owner: 'anna: a' });
    await expect.poll(() => annas.received, WAIT).toMatchObject([{ key: '1$2', owner: 'anna: a' }]);
    expect(bobs.received).toHaveLength(1);
  });

  it('nothing of an owner is left after wipe, which refuses while something is not delivered', async () => {
    const { store } = storeOf(({ key }) =>
      key === '1$2' ? Promise.resolve() : Promise.reject(new Error('no network')),
    );
    const tab = open({ store, owner: newOwner() });
    await tab.ask('logCall', log('1'));
    await tab.ask('logCall', log('2'));
    await expect.poll(() => counts(tab), WAIT).toMatchObject({ delivered: 1, failed: 1 });
    await expect(tab.plugin.wipe()).rejects.toMatchObject({ code: 'NOT_DELIVERED' });
    expect(await tab.plugin.status()).toMatchObject({
      counts: { delivered: 1, failed: 1 },
      storage: 'durable',
    });
    await tab.plugin.wipe({ evenUndelivered: true });
    expect((await tab.plugin.status()).items).toEqual([]);
  });
});

describe('when the browser’s storage fails', () => {
  it('for want of room, the answer waits for the store, and reports its error', async () => {
    const { store, received } = storeOf();
    const upsert = vi.spyOn(store, 'upsert');
    const tab = open({ store, owner: newOwner() });
    await tab.plugin.status();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('Quota exceeded.', 'QuotaExceededError');
    });
    expect(await tab.ask('logCall', log('1'))).toEqual(OK);
    expect(received).toHaveLength(1);
    expect(await tab.plugin.status()).toMatchObject({
      storage: 'volatile',
      storageProblem: expect.stringContaining('no room left'),
      counts: { delivered: 1 },
    });
    upsert.mockRejectedValueOnce(new Error('no network'));
    expect(await tab.ask('logCall', log('2'))).toEqual({
      error: expect.stringContaining('no network'),
    });
    vi.restoreAllMocks();
    expect(await tab.ask('logCall', log('3'))).toEqual(OK);
    expect((await tab.plugin.status()).storage).toBe('durable');
  });

  it.each<[string, (name: string) => Promise<void>]>([
    ['is of a later version', (name) => request(name, 1_000)],
    ['has not the stores that it should have', (name) => request(name, 1)],
  ])('since the database %s, the answer waits for the store', async (_what, spoil) => {
    const owner = newOwner();
    await spoil(databaseOf(owner));
    const { store, received } = storeOf();
    const tab = open({ store, owner });
    expect(await tab.ask('logCall', log('1'))).toEqual(OK);
    expect(received).toHaveLength(1);
    expect(await tab.ask('matchCallLogs', ['1$2'])).toEqual({
      result: { '1$2': [{ id: '1$2' }] },
    });
    const { storage, storageProblem } = await tab.plugin.status();
    expect(storage).toBe('volatile');
    expect(storageProblem).toContain(databaseOf(owner));
  });

  it('since there is none, as in a private window, the answer waits for the store', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { store, received } = storeOf();
    const tab = open({ store, owner: newOwner() });
    expect(await tab.ask('logCall', log('1'))).toEqual(OK);
    expect(received).toHaveLength(1);
    expect((await tab.plugin.status()).storage).toBe('volatile');
  });

  it('and the database is gone with what waited in it, that is shown, also after a reload', async () => {
    const owner = newOwner();
    const tab = open({ store: storeOf(hang).store, owner });
    await tab.ask('logCall', log('1'));
    await tab.ask('logCall', log('2'));
    await remove(databaseOf(owner));
    const problem = { storage: 'durable', storageProblem: expect.stringContaining('has lost') };
    await expect.poll(() => tab.plugin.status(), WAIT).toMatchObject(problem);
    await tab.ask('logCall', log('3'));
    await tab.host.close();
    await remove(databaseOf(owner));
    const next = open({ store: storeOf().store, owner });
    await expect.poll(() => next.plugin.status(), WAIT).toMatchObject(problem);
  });

  it('and nothing waited in it, there is nothing to show', async () => {
    const owner = newOwner();
    const tab = open({ store: storeOf().store, owner });
    await tab.ask('logCall', log('1'));
    await expect.poll(() => counts(tab), WAIT).toMatchObject({ delivered: 1 });
    await expect.poll(() => localStorage.getItem(databaseOf(owner)), WAIT).toBeNull();
    await remove(databaseOf(owner));
    expect((await tab.plugin.status()).storageProblem).toBeUndefined();
  });
});
