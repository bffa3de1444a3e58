import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/index.js';
import { memoryStorage } from '../../src/outbox/memory-storage.js';
import { draft, openWorld, refused, signal, type World } from './world.js';

const START = 1_760_000_000_000;
const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

const fail = (reason: unknown) => () => Promise.reject(reason as Error);
const forbidden = () => new StoreError('unauthorized', 'The CRM answered 403.');

/** What the world has tried, by key. */
const keysOf = ({ tries }: World): string[] => tries.map(({ key }) => key);

describe('a store that says when to try again', () => {
  const wait = (retryAfterMs: unknown) =>
    new StoreError('transient', 'slow down', { retryAfterMs: retryAfterMs as number });

  it.each([
    ['NaN', Number.NaN],
    ['a text', 'soon'],
    ['Infinity', Infinity],
    ['a negative number', -5],
    ['an object that throws', Object.create(null)],
  ])('with %s, is tried as if it had not said when', async (_what, value) => {
    const world = openWorld();
    world.answer = fail(wait(value));
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    expect([...(await outbox.find(['2019$2'])).keys()]).toEqual(['2019$2']);
    await world.advance(2 * SECOND);
    expect(world.tries).toHaveLength(2);
  });

  it.each([1e300, 2 * DAY])('with %d ms, is tried after a day', async (value) => {
    const world = openWorld();
    world.answer = fail(wait(value));
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(DAY - MINUTE);
    expect(world.tries).toHaveLength(1);
    await world.advance(2 * MINUTE);
    expect(world.tries).toHaveLength(2);
  });

  it('is tried after a day at most, however long the option says', async () => {
    const world = openWorld();
    world.answer = fail(new Error('no network'));
    const { outbox } = world.tab({ backoff: { minMs: 1e300, maxMs: Infinity } });
    await outbox.log(draft(), signal);
    await world.advance(DAY + 2 * MINUTE);
    expect(world.tries).toHaveLength(2);
  });
});

describe('a store that rejects with something without a text', () => {
  const hostile = new Proxy(new Error('hidden'), {
    get() {
      throw new Error('not to be read');
    },
    getPrototypeOf() {
      throw new Error('not to be read');
    },
  });

  it.each<[string, unknown]>([
    ['an object without a prototype', Object.create(null)],
    ['undefined', undefined],
    ['a symbol', Symbol('why')],
    [
      'an object whose toString throws',
      {
        toString: () => {
          throw new Error('no');
        },
      },
    ],
    ['an error whose message is a function', Object.assign(new Error(), { message: () => 'x' })],
    [
      'a store error whose message is an object',
      Object.assign(new StoreError('transient', ''), { message: {} }),
    ],
    ['a proxy', hostile],
    ['a function', () => undefined],
  ])('(%s) is noted, and tried again', async (_what, reason) => {
    const world = openWorld();
    world.answer = fail(reason);
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    expect(await outbox.status()).toMatchObject({
      storage: 'durable',
      items: [{ state: 'failed', tries: 1, isFinal: false, reason: expect.any(String) }],
    });
    await world.advance(2 * SECOND);
    expect(world.tries).toHaveLength(2);
  });

  it('or with a long one, has its first 500 characters noted', async () => {
    const world = openWorld();
    world.answer = fail(new Error('x'.repeat(10_000_000)));
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    expect((await outbox.status()).items[0]?.reason).toHaveLength(500);
  });
});

describe('calls whose tries hang', () => {
  const logHung = async (world: World, count: number) => {
    world.answer = ({ key }) =>
      key.startsWith('hung') ? new Promise(() => undefined) : Promise.resolve();
    const { outbox } = world.tab();
    for (let i = 0; i < count; i += 1)
      await outbox.log(draft({ key: `hung ${i}` }, `${i}`), signal);
    return outbox;
  };

  it.each([
    ['at once', 0],
    ['after a while', 20 * SECOND],
    ['after an hour', HOUR],
  ])('let a new one be tried within 10 s, if there are 24 (%s)', async (_when, ms) => {
    const world = openWorld();
    const outbox = await logHung(world, 24);
    await world.advance(ms);
    await outbox.log(draft({ key: 'good' }, 'good'), signal);
    await world.advance(10 * SECOND);
    expect(keysOf(world)).toContain('good');
  });

  it.each([
    ['at once', 0],
    ['after an hour', HOUR],
  ])('let a new one be tried within 5 minutes, if there are 200 (%s)', async (_when, ms) => {
    const world = openWorld();
    const outbox = await logHung(world, 200);
    await world.advance(ms);
    await outbox.log(draft({ key: 'good' }, 'good'), signal);
    for (let i = 0; i < 30; i += 1) await world.advance(10 * SECOND);
    expect(keysOf(world)).toContain('good');
  });

  it('are never more than 36 at once, and each ends after half a minute', async () => {
    const world = openWorld();
    await logHung(world, 100);
    let most = 0;
    for (let i = 0; i < 120; i += 1) {
      await world.advance(SECOND);
      const open = world.tries.filter(({ signal }) => !signal.aborted);
      most = Math.max(most, open.length);
      for (const { at } of open) expect(world.clock.now() - at).toBeLessThanOrEqual(30 * SECOND);
    }
    expect(most).toBe(36);
  });

  it('are not tried twice at the same time', async () => {
    const world = openWorld();
    const outbox = await logHung(world, 3);
    for (let i = 0; i < 25; i += 1) {
      await world.advance(SECOND);
      await outbox.log(
        draft({ key: `hung ${i % 3}`, task: { notes: `${i}` } }, `${i % 3}`),
        signal,
      );
    }
    expect(world.tries).toHaveLength(3);
  });
});

describe('the order of tries', () => {
  it('is fewest tries first, then the earliest, whatever the revision', async () => {
    const world = openWorld();
    world.answer = ({ key }) =>
      key.startsWith('bad') ? Promise.reject(new Error('no')) : Promise.resolve();
    const { outbox, close } = world.tab({ backoff: { minMs: 1, maxMs: 1 } });
    for (let i = 0; i < 8; i += 1) await outbox.log(draft({ key: `bad ${i}` }, `bad ${i}`), signal);
    await world.advance(100);
    close();
    await world.advance(SECOND);
    const before = world.tries.length;
    // Only accepts: nothing of it is delivered yet.
    const next = world.tab({ backoff: { minMs: 1, maxMs: 1 } });
    next.close();
    for (let i = 0; i < 4; i += 1)
      await next.outbox.log(draft({ key: `good ${i}` }, `good ${i}`), signal);
    world.tab();
    await world.advance(0);
    expect(keysOf(world).slice(before, before + 4)).toEqual([
      'good 0',
      'good 1',
      'good 2',
      'good 3',
    ]);
  });
});

describe('a log that the server forbids', () => {
  it('pauses all once, and alone from then on', async () => {
    const world = openWorld();
    world.answer = ({ key }) => (key === 'bad' ? Promise.reject(forbidden()) : Promise.resolve());
    const { outbox } = world.tab();
    await outbox.log(draft({ key: 'bad' }, 'bad'), signal);
    await world.advance(10);
    for (const key of ['a', 'b', 'c', 'd', 'e']) await outbox.log(draft({ key }, key), signal);
    await world.advance(10);
    expect(await outbox.status()).toMatchObject({ isPaused: true, counts: { paused: 6 } });
    await outbox.resume();
    await world.advance(10);
    const status = await outbox.status();
    expect(status).toMatchObject({ isPaused: false, counts: { paused: 1, delivered: 5 } });
    expect(status.items.find(({ state }) => state === 'paused')).toMatchObject({
      key: 'bad',
      reason: 'The CRM answered 403.',
      waitsFor: 'sign-in',
      isFinal: true,
    });
    expect((await outbox.find(['bad'])).get('bad')?.undelivered?.state).toBe('failed');
    // It stays alone when a person asks for another try.
    await outbox.retry('bad');
    await world.advance(10);
    await outbox.log(draft({ key: 'f' }, 'f'), signal);
    await world.advance(10);
    expect(await outbox.status()).toMatchObject({
      isPaused: false,
      counts: { paused: 1, delivered: 6 },
    });
  });

  it('is delivered after a later sign-in, although others went on without it', async () => {
    const world = openWorld();
    world.answer = fail(forbidden());
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    await outbox.resume();
    await world.advance(10);
    expect((await outbox.status()).isPaused).toBe(false);
    world.answer = () => Promise.resolve();
    await outbox.resume();
    await world.advance(10);
    expect((await outbox.status()).counts).toMatchObject({ delivered: 1 });
  });

  it('pauses before more than the tries under way have been refused', async () => {
    const world = openWorld();
    world.answer = fail(forbidden());
    const { outbox, close } = world.tab();
    close();
    for (let i = 0; i < 40; i += 1) await outbox.log(draft({ key: `${i}` }, `${i}`), signal);
    world.tab();
    await world.advance(MINUTE);
    expect(world.tries.length).toBeLessThanOrEqual(4);
  });
});

describe('a clock that is put back', () => {
  it('before the first try delays no log', async () => {
    const world = openWorld();
    const { outbox, close } = world.tab();
    close();
    await outbox.log(draft(), signal);
    world.clock.putBack(HOUR);
    world.tab();
    await world.advance(10);
    expect(world.tries).toHaveLength(1);
  });

  it.each([
    ['retry', (outbox) => outbox.retry()],
    ['resume', (outbox) => outbox.resume()],
    ['a wake-up', async (outbox) => outbox.wake()],
  ] satisfies [string, (outbox: ReturnType<World['tab']>['outbox']) => Promise<void>][])(
    'between two tries does not delay the next: %s works',
    async (_what, act) => {
      const world = openWorld();
      world.answer = fail(new Error('no network'));
      const { outbox } = world.tab({ backoff: { minMs: 10 * SECOND } });
      await outbox.log(draft(), signal);
      await world.advance(10);
      world.clock.putBack(HOUR);
      world.answer = () => Promise.resolve();
      await act(outbox);
      await world.advance(11 * SECOND);
      expect((await outbox.status()).counts).toMatchObject({ delivered: 1 });
    },
  );

  it('does not let a store be tried before the time that it has named', async () => {
    const world = openWorld();
    world.answer = fail(new StoreError('transient', 'later', { retryAfterMs: 10 * MINUTE }));
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(10);
    world.clock.putBack(HOUR);
    outbox.wake();
    await world.advance(9 * MINUTE);
    expect(world.tries).toHaveLength(1);
    await world.advance(2 * MINUTE);
    expect(world.tries).toHaveLength(2);
  });

  it('delays the log that is held for its contact by no more than two seconds', async () => {
    const world = openWorld();
    const { outbox, close } = world.tab();
    close();
    await outbox.log(draft(), signal, new Promise(() => undefined));
    world.clock.putBack(HOUR);
    world.tab();
    await world.advance(3 * SECOND);
    expect(world.tries).toHaveLength(1);
  });
});

describe('a rejected log', () => {
  it('never replaces a valid one, whatever their keys are', async () => {
    const world = openWorld();
    world.answer = fail(new Error('no network'));
    const { outbox } = world.tab();
    const keys = ['X', 'rejected:X', 'log:X', 'log:rejected:X', 'rejected:rejected:X'];
    for (const key of keys) await outbox.log(draft({ key }, key), signal);
    for (const key of keys) await outbox.reject(refused({ key }), signal);
    await world.advance(10);
    const { counts, items } = await outbox.status();
    expect(counts).toMatchObject({ failed: 5, rejected: 5 });
    expect(new Set(items.map(({ key }) => key)).size).toBe(10);
    expect(new Set(keysOf(world))).toEqual(new Set(keys));
    const found = await outbox.find(keys);
    expect([...found].map(([key, { id }]) => [key, id])).toEqual(keys.map((key) => [key, key]));
    for (const { key, state } of items) if (state === 'rejected') await outbox.discard(key);
    world.answer = () => Promise.resolve();
    await outbox.retry();
    await world.advance(10);
    expect((await outbox.status()).counts).toMatchObject({ delivered: 5, rejected: 0 });
  });
});

describe('the other task of a tab', () => {
  const never = () => new Promise<number>(() => undefined);
  const fails = () => Promise.reject<number>(new Error('The calls cannot be read.'));

  it.each([
    ['fails', fails],
    ['hangs', never],
  ])('delays no log, though it %s', async (_how, task) => {
    const world = openWorld();
    const { outbox } = world.tab({ task });
    for (let i = 0; i < 10; i += 1) {
      await outbox.log(draft({ key: `${i}` }, `${i}`), signal);
      await world.advance(10);
    }
    expect(world.tries).toHaveLength(10);
  });

  it('runs again when it is due, at the latest after a minute, until the outbox closes', async () => {
    const world = openWorld();
    const times: number[] = [];
    const task = async (now: number) => {
      times.push(now - START);
      if (times.length === 2) throw new Error('The calls cannot be read.');
      return times.length === 1 ? now + 5_000 : undefined;
    };
    const { close } = world.tab({ task });
    await world.advance(3 * MINUTE);
    close();
    await world.advance(3 * MINUTE);
    expect(times).toEqual([0, 5_000, 5_000 + MINUTE, 5_000 + 2 * MINUTE]);
  });
});

describe('what a log waits for', () => {
  it('is in the status', async () => {
    const world = openWorld();
    world.answer = ({ key }) =>
      key === 'later'
        ? Promise.reject(new Error('no'))
        : key === 'never'
          ? Promise.reject(new StoreError('permanent', 'no'))
          : key === 'taken'
            ? Promise.resolve()
            : new Promise(() => undefined);
    const { outbox } = world.tab({ backoff: { minMs: MINUTE } });
    for (const key of ['later', 'never', 'taken', 'hangs'])
      await outbox.log(draft({ key }, key), signal);
    await world.advance(1);
    await outbox.log(draft({ key: 'second' }, 'hangs'), signal);
    await outbox.log(draft({ key: 'held' }, 'held'), signal, new Promise(() => undefined));
    await outbox.reject(refused({ key: 'bad' }), signal);
    await world.advance(100);
    const { items } = await outbox.status();
    expect(Object.fromEntries(items.map(({ key, waitsFor }) => [key, waitsFor]))).toEqual({
      later: 'next-try',
      never: 'person',
      taken: undefined,
      hangs: 'delivery',
      second: 'earlier-log',
      held: 'contact',
      'rejected:bad': 'person',
    });
    expect(items.find(({ key }) => key === 'later')?.nextTryAt).toBe(START + MINUTE);
  });
});

describe('many logs that wait', () => {
  it('are read only as they are due', async () => {
    const disk = memoryStorage();
    let read = 0;
    const world = openWorld({
      ...disk,
      run: (mode, work, abort) =>
        disk.run(
          mode,
          (tables) =>
            work({
              ...tables,
              due: async (...args) => {
                const rows = await tables.due(...args);
                read += rows.length;
                return rows;
              },
              queued: async () => {
                throw new Error('All were read.');
              },
            }),
          abort,
        ),
    });
    const { outbox, close } = world.tab();
    close();
    for (let i = 0; i < 500; i += 1) await outbox.log(draft({ key: `${i}` }, `${i}`), signal);
    world.tab();
    await world.advance(1_000);
    expect(world.tries).toHaveLength(500);
    // Each look reads 32 at most; some are read twice.
    expect(read).toBeLessThan(500 * 5);
  });
});
