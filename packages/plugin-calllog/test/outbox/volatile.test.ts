import { afterEach, describe, expect, it, vi } from 'vitest';
import { examples } from '@jackfield/testing';
import { callLog, memoryCallLogStore, StoreError, type CallLogStore } from '../../src/index.js';
import { memoryStorage } from '../../src/outbox/memory-storage.js';
import { connect } from '../../../plugin-kit/test/widget.js';
import { draft, openWorld, refused, signal } from './world.js';

const [log] = examples('logCall');
const KEY = log?.sessionId ?? '';
const storeOf = (upsert: CallLogStore['upsert']): CallLogStore => ({
  upsert,
  find: async () => [],
});

/** A disk that can be made to refuse, or to hang. */
function faultyDisk() {
  const disk = memoryStorage();
  const issues: Partial<Record<'readonly' | 'readwrite', Error>> = {};
  const state = { hangs: false, delayMs: 0 };
  const world = openWorld({
    ...disk,
    run: async (mode, work, signal) => {
      const issue = issues[mode];
      if (state.hangs) return new Promise(() => undefined);
      if (state.delayMs)
        await new Promise<void>((done) => void world.clock.setTimeout(done, state.delayMs));
      return issue ? Promise.reject(issue) : disk.run(mode, work, signal);
    },
  });
  return { world, issues, state };
}

describe('where the browser keeps nothing', () => {
  it('that is shown', async () => {
    const plugin = callLog({ store: memoryCallLogStore() });
    expect(await plugin.status()).toMatchObject({
      storage: 'volatile',
      storageProblem: 'This browser window has no IndexedDB.',
    });
  });

  it('a log is answered when the store has it, and shown as delivered', async () => {
    const store = memoryCallLogStore();
    const plugin = callLog({ store });
    const { ask, host } = connect([plugin]);
    expect(await ask('logCall', log)).toEqual({ result: 'ok' });
    expect(await store.list()).toHaveLength(1);
    expect((await plugin.status()).items).toMatchObject([{ key: KEY, state: 'delivered' }]);
    await host.close();
  });

  it('a log that the store refuses is answered with its error, and kept and shown', async () => {
    const plugin = callLog({
      store: storeOf(() => Promise.reject(new StoreError('permanent', 'unknown agent'))),
    });
    const { ask, host } = connect([plugin]);
    host.on('failed', () => undefined);
    expect(await ask('logCall', log)).toEqual({ error: expect.stringContaining('unknown agent') });
    expect((await plugin.status()).items).toMatchObject([{ key: KEY, state: 'failed' }]);
    expect(await ask('matchCallLogs', [KEY])).toEqual({ result: {} });
    await host.close();
  });

  it('a log is answered with an error at once while somebody has to sign in, and delivered after', async () => {
    const upsert = vi.fn(() => Promise.reject<void>(new StoreError('unauthorized', 'no token')));
    const plugin = callLog({ store: storeOf(upsert) });
    const { ask, host } = connect([plugin]);
    host.on('failed', () => undefined);
    expect(await ask('logCall', log)).toEqual({ error: expect.stringContaining('no token') });
    const second = { ...log, sessionId: 'other' };
    expect(await ask('logCall', second)).toEqual({
      error: expect.stringContaining('Nobody is signed in'),
    });
    expect(upsert).toHaveBeenCalledOnce();
    upsert.mockImplementation(() => Promise.resolve());
    await plugin.resume();
    await expect.poll(async () => (await plugin.status()).counts.delivered).toBe(2);
    await host.close();
  });

  it('is wiped all the same', async () => {
    const plugin = callLog({ store: storeOf(() => Promise.reject(new Error('no network'))) });
    const { ask, host } = connect([plugin]);
    host.on('failed', () => undefined);
    await ask('logCall', log);
    await expect(plugin.wipe()).rejects.toMatchObject({ code: 'NOT_DELIVERED' });
    expect((await plugin.status()).items).toHaveLength(1);
    await plugin.wipe({ evenUndelivered: true });
    expect((await plugin.status()).items).toEqual([]);
    await host.close();
  });
});

describe('a disk that takes nothing any more', () => {
  const full = new Error('The browser has no room left.');

  it('is made up for by waiting for the store, log by log', async () => {
    const { world, issues } = faultyDisk();
    const { outbox } = world.tab();
    await outbox.log(draft({ key: 'a$2' }, 'a'), signal);
    await world.advance(10);
    issues.readwrite = full;
    world.answer = undefined;
    const onAnswer = vi.fn();
    const logged = outbox.log(draft({ key: 'b$2' }, 'b'), signal).then(onAnswer);
    await world.advance(10);
    expect(onAnswer).not.toHaveBeenCalled();
    world.tries.at(-1)?.resolve();
    await logged;
    const { storage, storageProblem, items } = await outbox.status();
    expect({ storage, storageProblem }).toEqual({
      storage: 'volatile',
      storageProblem: full.message,
    });
    expect(items.map(({ key }) => key).sort()).toEqual(['a$2', 'b$2']);
    expect([...(await outbox.find(['a$2', 'b$2'])).keys()].sort()).toEqual(['a$2', 'b$2']);

    delete issues.readwrite;
    await outbox.log(draft({ key: 'c$2' }, 'c'), signal);
    expect((await outbox.status()).storage).toBe('durable');
  });

  it('reports the store’s error, and retries the log while the page is open', async () => {
    const { world, issues } = faultyDisk();
    const { outbox } = world.tab();
    issues.readwrite = full;
    world.answer = () => Promise.reject(new Error('no network'));
    await expect(outbox.log(draft(), signal)).rejects.toThrow('no network');
    world.answer = () => Promise.resolve();
    await world.advance(2_000);
    expect((await outbox.status()).counts).toMatchObject({ delivered: 1 });
  });

  it('is undelivered while only the page has it', async () => {
    const { world, issues } = faultyDisk();
    const { outbox } = world.tab();
    issues.readwrite = full;
    world.answer = () => Promise.reject(new Error('no network'));
    await expect(outbox.log(draft({ key: 'a$2' }), signal)).rejects.toThrow('no network');
    expect((await outbox.find(['a$2'])).get('a$2')?.undelivered?.state).toBe('failed');
    world.answer = () => Promise.resolve();
    await world.advance(2_000);
    expect((await outbox.find(['a$2'])).get('a$2')?.undelivered).toBeUndefined();
  });

  it.each(['discard', 'retry', 'resume'] as const)(
    'lets %s fail, which has not changed what is on the disk',
    async (action) => {
      const { world, issues } = faultyDisk();
      const { outbox } = world.tab();
      world.answer = () => Promise.reject(new Error('no network'));
      await outbox.log(draft({ key: 'a$2' }), signal);
      await world.advance(10);
      issues.readwrite = full;
      await expect(outbox[action]('a$2')).rejects.toThrow(full);
      delete issues.readwrite;
      await outbox[action]('a$2');
    },
  );

  it('loses no rejected log, nor what is known of calls', async () => {
    const { world, issues } = faultyDisk();
    const { outbox } = world.tab();
    issues.readwrite = full;
    issues.readonly = full;
    await outbox.reject(refused(), signal);
    await outbox.memory.update('1', () => ({ id: '1', updatedAt: 5 }));
    expect(await outbox.memory.get('1')).toEqual({ id: '1', updatedAt: 5 });
    expect((await outbox.status()).counts).toMatchObject({ rejected: 1 });
  });

  it('is not blamed for a log that nothing could keep, which is refused', async () => {
    const { world } = faultyDisk();
    const { outbox } = world.tab();
    const raw = { notCloneable: () => undefined };
    await expect(outbox.reject(refused({ raw }), signal)).rejects.toThrow(/clone/u);
    expect((await outbox.status()).storage).toBe('durable');
  });

  it('is not got round when nobody waits for the answer any more', async () => {
    const { world } = faultyDisk();
    const { outbox } = world.tab();
    await expect(outbox.log(draft(), AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
    expect((await outbox.status()).items).toEqual([]);
  });

  it('gives a later log a higher revision, although the clock was put back', async () => {
    const { world, issues } = faultyDisk();
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    issues.readwrite = full;
    world.clock.putBack(3_600_000);
    await outbox.log(draft({ task: { notes: 'second' } }), signal);
    const [first, second] = world.tries.map(({ revision }) => revision);
    expect(second).toBeGreaterThan(first ?? Infinity);
  });

  it.each(['discard', 'wipe'] as const)(
    'does not wait for a log that %s has removed before its first try',
    async (action) => {
      const { world, issues } = faultyDisk();
      const { outbox, close } = world.tab();
      issues.readwrite = full;
      const failures: unknown[] = [];
      const later = new Promise<never>(() => undefined);
      void outbox.log(draft(), signal, later).catch((error: unknown) => failures.push(error));
      await world.advance(10);
      delete issues.readwrite;
      if (action === 'wipe') await outbox.wipe({ evenUndelivered: true });
      else await outbox.discard('2019$2');
      await world.advance(10);
      expect(failures).toEqual([new Error('The log was removed.')]);
      close();
      expect(outbox.isOpen).toBe(false);
    },
  );

  it('is not wiped in part: nothing goes while something is not delivered', async () => {
    const { world } = faultyDisk();
    world.answer = () => Promise.reject(new Error('no network'));
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    await expect(outbox.wipe()).rejects.toThrow('1 of the logs in this browser');
    expect((await outbox.status()).items).toHaveLength(1);
  });
});

describe('a disk that hangs', () => {
  it('is waited for 4 s, then for half a second, and used again when it works', async () => {
    const { world, state } = faultyDisk();
    const { outbox } = world.tab();
    await world.advance(10);
    state.hangs = true;
    const onAnswer = vi.fn();
    void outbox.log(draft({ key: 'a' }, 'a'), signal).then(() => onAnswer('a'));
    await world.advance(4_010);
    expect(onAnswer.mock.calls).toEqual([['a']]);
    void outbox.log(draft({ key: 'b' }, 'b'), signal).then(() => onAnswer('b'));
    await world.advance(510);
    expect(onAnswer.mock.calls).toEqual([['a'], ['b']]);
    expect(world.tries.map(({ key }) => key)).toEqual(['a', 'b']);
    const hanging = outbox.status();
    await world.advance(510);
    expect(await hanging).toMatchObject({
      storage: 'volatile',
      storageProblem: 'The database does not respond.',
    });

    state.hangs = false;
    await outbox.log(draft({ key: 'c' }, 'c'), signal);
    await world.advance(10);
    expect((await outbox.status()).storage).toBe('durable');
  });

  it('and only becomes slow keeps logs again half a minute later', async () => {
    const { world, state } = faultyDisk();
    const { outbox } = world.tab();
    await world.advance(10);
    state.hangs = true;
    void outbox.log(draft({ key: 'a' }, 'a'), signal);
    await world.advance(4_010);
    Object.assign(state, { hangs: false, delayMs: 600 });
    const onAnswer = vi.fn();
    void outbox.log(draft({ key: 'b' }, 'b'), signal).then(() => onAnswer('b'));
    await world.advance(510);
    expect(onAnswer.mock.calls).toEqual([['b']]);
    await world.advance(60_000);
    const status = outbox.status();
    await world.advance(5_000);
    expect((await status).storage).toBe('durable');
  });

  it('keeps no outbox from closing', async () => {
    const { world, state } = faultyDisk();
    const { close } = world.tab();
    await world.advance(10);
    state.hangs = true;
    const onClosed = vi.fn();
    void Promise.resolve(close()).then(onClosed);
    await world.advance(5_000);
    expect(onClosed).toHaveBeenCalled();
  });
});

describe('a database that the browser has deleted', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** Two tabs of one browser, and what each does when it finds no database. */
  function openTabs() {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    });
    const world = openWorld();
    const tabs = [1, 2].map(() => {
      let onCreated = (): void => undefined;
      const { outbox } = world.tab({
        open: (_name, created) => {
          onCreated = created;
          return world.storage;
        },
      });
      return { outbox, create: () => onCreated() };
    });
    return { world, tabs };
  }

  it.each([0, 1])('held nothing that another tab has delivered: tab %i', async (which) => {
    const { world, tabs } = openTabs();
    for (const { outbox } of tabs) await outbox.log(draft(), signal);
    await world.advance(2_000);
    expect(world.tries.length).toBeGreaterThan(0);
    tabs[which]?.create();
    expect((await tabs[which]?.outbox.status())?.storageProblem).toBeUndefined();
  });

  it.each([0, 1])('held what waited, whichever tab logged it: tab %i', async (which) => {
    const { world, tabs } = openTabs();
    world.answer = () => Promise.reject(new Error('no network'));
    for (const [i, { outbox }] of tabs.entries())
      await outbox.log(draft({ key: `${i}` }, `${i}`), signal);
    await world.advance(5_000);
    tabs[which]?.create();
    expect((await tabs[which]?.outbox.status())?.storageProblem).toBe(
      'The browser has lost its database, and 2 logs that waited in it.',
    );
  });
});
