import { describe, expect, it, vi } from 'vitest';
import { StoreError } from '../../src/index.js';
import { memoryStorage } from '../../src/outbox/memory-storage.js';
import { draft, openWorld, refused, signal } from './world.js';

const START = 1_760_000_000_000;
const fail = (reason: unknown) => () => Promise.reject(reason as Error);
const notAnError = 'The CRM is being serviced.';

describe('a log that the store does not take', () => {
  it('is tried again and again, each time after up to twice as long', async () => {
    const world = openWorld();
    world.answer = fail(new Error('no network'));
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(40_000);
    const waits = world.tries.map(({ at }, i) => at - (world.tries[i - 1]?.at ?? START));
    expect(waits.map((ms) => Math.floor(ms / 1_000))).toEqual([0, 1, 2, 4, 8, 16]);
  });

  it('waits no longer than the most, and anything down to nothing', async () => {
    const world = openWorld();
    world.answer = fail(new Error('no network'));
    const { outbox } = world.tab({ backoff: { minMs: 100, maxMs: 400 } });
    await outbox.log(draft(), signal);
    await world.advance(2_000);
    expect(world.tries.length).toBeGreaterThanOrEqual(6);
    expect((await outbox.status()).items).toMatchObject([
      { state: 'failed', isFinal: false, reason: 'no network', nextTryAt: expect.any(Number) },
    ]);
  });

  it('is tried again whatever the store throws, and also if it throws at once', async () => {
    const world = openWorld();
    const { outbox } = world.tab({
      send: () => {
        throw notAnError;
      },
    });
    await outbox.log(draft(), signal);
    await world.advance(10);
    expect((await outbox.status()).items).toMatchObject([
      { state: 'failed', reason: notAnError, tries: 1, isFinal: false },
    ]);
  });

  it('is not tried before the time that the store has named', async () => {
    const world = openWorld();
    world.answer = fail(new StoreError('transient', 'slow down', { retryAfterMs: 60_000 }));
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(58_000);
    expect(world.tries).toHaveLength(1);
    await world.advance(4_000);
    expect(world.tries).toHaveLength(2);
  });

  it('is not tried again when the store will never take it, until somebody says so', async () => {
    const world = openWorld();
    world.answer = fail(new StoreError('permanent', 'no such agent'));
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(3_600_000);
    expect(world.tries).toHaveLength(1);
    expect((await outbox.status()).items).toMatchObject([
      { key: '2019$2', state: 'failed', isFinal: true, reason: 'no such agent', tries: 1 },
    ]);
    world.answer = () => Promise.resolve();
    await outbox.retry('2019$2');
    await world.advance(10);
    expect((await outbox.status()).counts).toMatchObject({ delivered: 1, failed: 0 });
  });

  it('is undelivered, while it waits and once it has failed', async () => {
    const world = openWorld();
    world.answer = fail(new Error('later'));
    const { outbox } = world.tab();
    const state = async (): Promise<unknown> =>
      (await outbox.find(['2019$2'])).get('2019$2')?.undelivered?.state;
    await outbox.log(draft(), signal);
    expect(await state()).toBe('pending');
    await world.advance(10);
    expect(await state()).toBe('failed');
    world.answer = fail(new StoreError('permanent', 'no'));
    await outbox.retry();
    await world.advance(10);
    expect(await state()).toBe('failed');
    world.answer = () => Promise.resolve();
    await outbox.retry();
    await world.advance(10);
    expect([...(await outbox.find(['2019$2'])).keys()]).toEqual(['2019$2']);
    expect(await state()).toBeUndefined();
  });

  it('does not stand in the way of other calls, but of later logs of its own call', async () => {
    const world = openWorld();
    world.answer = ({ key }) =>
      key === 'a$2' ? Promise.reject(new Error('not this one')) : Promise.resolve();
    const { outbox } = world.tab();
    await outbox.log(draft({ key: 'a$2' }, 'a'), signal);
    await world.advance(10);
    await outbox.log(draft({ key: 'a$3' }, 'a'), signal);
    await outbox.log(draft({ key: 'b$2' }, 'b'), signal);
    await world.advance(500);
    expect(world.tries.map(({ key }) => key)).toEqual(['a$2', 'b$2']);
    world.answer = () => Promise.resolve();
    await world.advance(2_000);
    expect(world.tries.map(({ key }) => key)).toEqual(['a$2', 'b$2', 'a$2', 'a$3']);
  });

  it('lets later logs of its call pass when it has failed for good', async () => {
    const world = openWorld();
    world.answer = ({ key }) =>
      key === 'a$2' ? Promise.reject(new StoreError('permanent', 'no')) : Promise.resolve();
    const { outbox } = world.tab();
    await outbox.log(draft({ key: 'a$2' }, 'a'), signal);
    await outbox.log(draft({ key: 'a$3' }, 'a'), signal);
    await world.advance(10);
    expect((await outbox.status()).counts).toMatchObject({ delivered: 1, failed: 1 });
  });
});

describe('a store that hangs', () => {
  it('is not waited for by the answer', async () => {
    const world = openWorld();
    world.answer = undefined;
    const { outbox } = world.tab();
    await expect(outbox.log(draft(), signal)).resolves.toBeUndefined();
    await world.advance(10);
    expect(world.tries).toHaveLength(1);
  });

  it('is aborted after half a minute, and tried again', async () => {
    const world = openWorld();
    world.answer = undefined;
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(29_000);
    expect(world.tries.map(({ signal }) => signal.aborted)).toEqual([false]);
    await world.advance(3_000);
    expect(world.tries.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  it('gets no more than four logs at once, and those of other calls as soon as there is room', async () => {
    const world = openWorld();
    world.answer = undefined;
    const { outbox } = world.tab();
    for (let i = 0; i < 6; i += 1) await outbox.log(draft({ key: `${i}$2` }, `${i}`), signal);
    await world.advance(10);
    expect(world.tries.map(({ key }) => key)).toEqual(['0$2', '1$2', '2$2', '3$2']);
    world.tries[2]?.resolve();
    await world.advance(10);
    expect(world.tries.map(({ key }) => key)).toContain('4$2');
  });

  it('is aborted when the outbox is closed, and its log is tried again at the next start', async () => {
    const world = openWorld();
    world.answer = undefined;
    const first = world.tab();
    await first.outbox.log(draft(), signal);
    await world.advance(10);
    first.close();
    expect(world.tries[0]?.signal.aborted).toBe(true);
    await world.advance(60_000);
    expect(world.tries).toHaveLength(1);
    world.answer = () => Promise.resolve();
    const { outbox } = world.tab();
    await world.advance(10);
    expect(world.tries.map(({ revision }) => revision)).toEqual([START, START]);
    expect((await outbox.status()).counts).toMatchObject({ delivered: 1 });
  });
});

describe('somebody has to sign in', () => {
  it('then nothing is tried until resume, for any call and however long that takes', async () => {
    const world = openWorld();
    world.answer = fail(new StoreError('unauthorized', 'no token'));
    const first = world.tab();
    await first.outbox.log(draft({ key: 'a$2' }, 'a'), signal);
    await world.advance(10);
    await first.outbox.log(draft({ key: 'b$2' }, 'b'), signal);
    await world.advance(3_600_000);
    expect(world.tries).toHaveLength(1);
    const status = await first.outbox.status();
    expect(status.isPaused).toBe(true);
    expect(status.items.map(({ state }) => state)).toEqual(['paused', 'paused']);
    expect([...(await first.outbox.find(['a$2', 'b$2'])).keys()]).toEqual(['a$2', 'b$2']);
    first.close();

    const { outbox } = world.tab();
    await world.advance(60_000);
    expect(world.tries).toHaveLength(1);
    world.answer = () => Promise.resolve();
    await outbox.resume();
    await world.advance(10);
    expect(await outbox.status()).toMatchObject({ isPaused: false, counts: { delivered: 2 } });
  });
});

describe('a log that changes while it is being tried', () => {
  it('is delivered again as it is then', async () => {
    const world = openWorld();
    world.answer = undefined;
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    await outbox.log(draft({ task: { notes: 'second' } }), signal);
    await world.advance(10);
    expect(world.tries).toHaveLength(1);
    world.answer = () => Promise.resolve();
    world.tries[0]?.resolve();
    await world.advance(10);
    expect(world.tries.map(({ notes }) => notes)).toEqual(['first', 'second']);
    expect((await outbox.status()).counts).toMatchObject({ delivered: 1, pending: 0 });
  });

  it('stays away if it was discarded', async () => {
    const world = openWorld();
    world.answer = undefined;
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    await outbox.discard('2019$2');
    world.tries[0]?.reject(new Error('late'));
    await world.advance(60_000);
    expect(world.tries).toHaveLength(1);
    expect((await outbox.status()).items).toEqual([]);
  });
});

describe('a delivery that cannot be noted', () => {
  it('is not repeated at once', async () => {
    const disk = memoryStorage();
    let isFull = false;
    const world = openWorld({
      ...disk,
      run(mode, work, signal) {
        if (isFull && mode === 'readwrite') return Promise.reject(new Error('disk full'));
        return disk.run(mode, work, signal);
      },
    });
    world.answer = undefined;
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    isFull = true;
    // In time, so that a storm is counted and not waited for.
    world.answer = () => new Promise((done) => void world.clock.setTimeout(done, 100));
    world.tries[0]?.resolve();
    await world.advance(30_000);
    expect(world.tries).toHaveLength(1);
    expect(await outbox.status()).toMatchObject({
      storage: 'volatile',
      storageProblem: 'disk full',
    });
    isFull = false;
    await world.advance(120_000);
    expect(world.tries).toHaveLength(2);
    expect(await outbox.status()).toMatchObject({ storage: 'durable', counts: { delivered: 1 } });
  });
});

describe('of several tabs', () => {
  it('one delivers, also what the others log, and another one when it is gone', async () => {
    const world = openWorld();
    const sent: string[] = [];
    const tab = (name: string) =>
      world.tab({ send: async ({ key }) => void sent.push(`${name} ${key}`) });
    const [first, second] = [tab('first'), tab('second')];
    await world.advance(10);
    await second.outbox.log(draft({ key: 'a$2' }, 'a'), signal);
    await world.advance(61_000);
    await first.outbox.log(draft({ key: 'b$2' }, 'b'), signal);
    await world.advance(10);
    expect(sent).toEqual(['first a$2', 'first b$2']);
    first.close();
    await world.advance(10_000);
    await second.outbox.log(draft({ key: 'c$2' }, 'c'), signal);
    await world.advance(10);
    expect(sent.slice(2)).toEqual(['second c$2']);
    second.close();
  });

  it('another one delivers some time after the one has died without a word', async () => {
    const world = openWorld();
    world.answer = undefined;
    await world.storage.run('readwrite', (tables) =>
      tables.putNote('lease', { holder: 'dead', until: START + 15_000 }),
    );
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(14_000);
    expect(world.tries).toHaveLength(0);
    await world.advance(7_000);
    expect(world.tries).toHaveLength(1);
  });

  it('none waits for one whose lease is from before the clock was put back', async () => {
    const world = openWorld();
    await world.storage.run('readwrite', (tables) =>
      tables.putNote('lease', { holder: 'dead', until: START + 3_600_000 }),
    );
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    expect(world.tries).toHaveLength(1);
  });
});

describe('what was delivered', () => {
  it('loses all that is personal after its time, and still counts as logged', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(
      draft(),
      signal,
      Promise.resolve({ contact: { id: 'c1', type: 'acme', name: 'Ada' } }),
    );
    await world.advance(3_000);
    const [delivered] = (await outbox.status()).items;
    expect(delivered).toMatchObject({ state: 'delivered', record: { contact: { name: 'Ada' } } });
    await world.advance(3_590_000);
    expect((await outbox.status()).items).toHaveLength(1);
    await world.advance(20_000);
    expect(await outbox.status()).toMatchObject({ items: [], counts: { delivered: 1 } });
    const kept = await world.storage.run('readonly', (tables) => tables.get('2019$2'));
    expect(JSON.stringify(kept)).not.toMatch(/first|Ada|phoneNumber/u);
    expect([...(await outbox.find(['2019$2']))]).toEqual([
      ['2019$2', { id: '2019$2', contactId: 'c1' }],
    ]);
  });

  it('is replaced by a higher revision even then, though the clock was put back', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(3_700_000);
    world.clock.putBack(7_200_000);
    await outbox.log(draft({ task: { notes: 'second' } }), signal);
    await world.advance(10);
    expect(world.tries.map(({ revision }) => revision)).toEqual([START, START + 1]);
  });

  it('is forgotten altogether after a month', async () => {
    const world = openWorld();
    const { outbox, close } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(3_700_000);
    close();
    world.clock.putBack(-31 * 86_400_000);
    const next = world.tab();
    await world.advance(100);
    expect([...(await next.outbox.find(['2019$2']))]).toEqual([]);
  });

  it('keeps nothing at all if nothing is to be kept', async () => {
    const world = openWorld();
    const { outbox } = world.tab({ retentionMs: 0 });
    await outbox.log(draft(), signal);
    await world.advance(10);
    expect((await outbox.status()).items).toEqual([]);
    const kept = await world.storage.run('readonly', (tables) => tables.get('2019$2'));
    expect(kept?.record).toBeUndefined();
  });
});

describe('a rejected log', () => {
  it('is kept and shown until somebody discards it, beside the good one of its key', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await outbox.reject(refused(), signal);
    await world.advance(86_400_000);
    expect((await outbox.status()).items).toMatchObject([
      { key: 'rejected:2019$2', state: 'rejected', rejected: { raw: { sessionId: '2019$2' } } },
    ]);
    await outbox.discard('rejected:2019$2');
    expect((await outbox.status()).items).toEqual([]);
    expect([...(await outbox.find(['2019$2'])).keys()]).toEqual(['2019$2']);
  });

  it('goes to its store as well, if there is one, and does not count as a log', async () => {
    const world = openWorld();
    const sendRejected = vi.fn(() => Promise.resolve());
    const { outbox } = world.tab({ sendRejected });
    await outbox.reject(refused(), signal);
    await world.advance(10);
    expect(sendRejected).toHaveBeenCalledExactlyOnceWith(
      { ...refused(), revision: START },
      expect.any(AbortSignal),
    );
    expect((await outbox.status()).counts).toMatchObject({ rejected: 1, delivered: 0 });
    expect([...(await outbox.find(['2019$2', 'rejected:2019$2']))]).toEqual([]);
  });
});

describe('a damaged row', () => {
  it('fails for good, and holds up nobody', async () => {
    const world = openWorld();
    await world.storage.run('readwrite', (tables) =>
      tables.put({
        id: 'x',
        keys: ['x'],
        revision: 1,
        receivedAt: 0,
        state: { name: 'waiting', priority: 0, since: 0, dueAt: 0 },
        shown: 1,
      }),
    );
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    expect((await outbox.status()).items).toMatchObject([
      { key: '2019$2', state: 'delivered' },
      { key: 'x', state: 'failed', isFinal: true },
    ]);
  });
});
