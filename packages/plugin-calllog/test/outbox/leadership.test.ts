import type { Timers } from '@jackfield/plugin-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outbox } from '../../src/outbox/outbox.js';
import type { OpenTabChannel } from '../../src/outbox/tab-channel.js';
import { fakeLocks, type FakeLocks } from './fake-locks.js';
import { draft, openWorld, signal, type World } from './world.js';

const MINUTE = 60_000;

/** One tab of a browser, which a test freezes, hides or cuts off from its database. */
interface Tab {
  readonly outbox: Outbox;
  readonly close: () => void;
  /** As the debugger, `alert()` or an energy saver does: nothing in it runs. */
  freeze(): void;
  /** What was to run in the meantime runs now. */
  thaw(): void;
  /** What its database does from now on. */
  database: 'works' | 'fails' | 'hangs';
  /** The keys that it has delivered. */
  readonly sent: readonly string[];
  /** The signals of its tries. */
  readonly signals: readonly AbortSignal[];
}

interface TabOptions {
  /** Whether its timers run once a minute. */
  readonly isHidden?: boolean;
  /** Whether its store answers. */
  readonly hangs?: boolean;
  /** The time of day of its host, if that has a clock of its own. */
  readonly now?: () => number;
}

function openTab(world: World, options: TabOptions = {}): Tab {
  const { isHidden = false, hangs = false, now = world.timing.now } = options;
  const sent: string[] = [];
  const signals: AbortSignal[] = [];
  const missed: (() => void)[] = [];
  let isFrozen = false;
  let database: Tab['database'] = 'works';
  const inTab = (run: () => void) => () => {
    if (isFrozen) missed.push(run);
    else run();
  };
  const { clock } = world;
  const timers: Timers = {
    setTimeout(run, ms) {
      const at = clock.elapsed() + ms;
      const wait = isHidden ? Math.ceil(at / MINUTE) * MINUTE - clock.elapsed() : ms;
      return clock.setTimeout(inTab(run), wait);
    },
    clearTimeout: clock.clearTimeout,
  };
  const openChannel: OpenTabChannel = (name, onMessage) => {
    const channel = world.openChannel(name, (message) => inTab(() => onMessage(message))());
    return { send: (message) => channel?.send(message), close: () => channel?.close() };
  };
  const tab = world.tab({
    openChannel,
    open: () => ({
      ...world.storage,
      run: (mode, work, abort) => {
        if (isFrozen || database === 'hangs') return new Promise(() => undefined);
        if (database === 'fails') return Promise.reject(new Error('The connection is lost.'));
        return world.storage.run(mode, work, abort);
      },
    }),
    timing: { ...world.timing, ...timers, now, system: { ...clock, ...timers } },
    send: ({ key }, abort) => {
      signals.push(abort);
      if (hangs) return new Promise(() => undefined);
      sent.push(key);
      return Promise.resolve();
    },
  });
  return {
    ...tab,
    freeze() {
      isFrozen = true;
    },
    thaw() {
      isFrozen = false;
      for (const run of missed.splice(0)) run();
    },
    get database() {
      return database;
    },
    set database(next) {
      database = next;
    },
    sent,
    signals,
  };
}

/** A first tab that leads, and a second one that does not. */
async function openTwo(world: World, first: TabOptions = {}, second: TabOptions = {}) {
  const leader = openTab(world, first);
  await world.advance(100);
  const other = openTab(world, second);
  await world.advance(100);
  return { leader, other };
}

const WAYS: readonly [way: string, locks: () => FakeLocks | undefined][] = [
  ['by Web Locks', fakeLocks],
  ['by a lease', () => undefined],
];

describe.each(WAYS)('of several tabs, chosen %s,', (_way, open) => {
  let locks: FakeLocks | undefined;
  beforeEach(() => {
    locks = open();
    vi.stubGlobal('navigator', { onLine: true, locks });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('one delivers what all of them log', async () => {
    const world = openWorld();
    const { leader, other } = await openTwo(world);
    await other.outbox.log(draft({ key: 'a' }, 'a'), signal);
    await world.advance(10);
    await leader.outbox.log(draft({ key: 'b' }, 'b'), signal);
    await world.advance(10 * MINUTE);
    expect([leader.sent, other.sent]).toEqual([['a', 'b'], []]);
  });

  it.each([
    ['first', { now: () => 1_000 }, {}],
    ['second', {}, { now: () => 1_000 }],
  ])(
    'one delivers although the host of the %s has a clock of its own',
    async (_, first, second) => {
      const world = openWorld();
      const { leader, other } = await openTwo(world, first, second);
      await other.outbox.log(draft({ key: 'a' }, 'a'), signal);
      await world.advance(MINUTE);
      await leader.outbox.log(draft({ key: 'b' }, 'b'), signal);
      await other.outbox.log(draft({ key: 'c' }, 'c'), signal);
      await world.advance(10);
      expect([leader.sent, other.sent]).toEqual([['a', 'b', 'c'], []]);
    },
  );

  it('a visible one delivers within 45 s when the leader is frozen', async () => {
    const world = openWorld();
    const { leader, other } = await openTwo(world);
    await world.advance(16_000);
    leader.freeze();
    await other.outbox.log(draft(), signal);
    await world.advance(45_000);
    expect(other.sent).toEqual(['2019$2']);
  });

  it('a hidden one delivers within 150 s when the leader is frozen', async () => {
    const world = openWorld();
    const { leader, other } = await openTwo(world, {}, { isHidden: true });
    await world.advance(61_000);
    leader.freeze();
    await other.outbox.log(draft(), signal);
    await world.advance(150_000);
    expect(other.sent).toEqual(['2019$2']);
  });

  it('a hidden leader that works stays leader', async () => {
    const world = openWorld();
    const { leader, other } = await openTwo(world, { isHidden: true });
    for (let i = 0; i < 10; i += 1) {
      await world.advance(5 * MINUTE);
      await other.outbox.log(draft({ key: `${i}` }, `${i}`), signal);
      await world.advance(10);
    }
    expect(leader.sent).toHaveLength(10);
    expect(other.sent).toEqual([]);
  });

  it.each(['fails', 'hangs'] as const)(
    'another one delivers within 45 s when the leader’s database %s',
    async (state) => {
      const world = openWorld();
      const { leader, other } = await openTwo(world);
      leader.database = state;
      await other.outbox.log(draft(), signal);
      await world.advance(45_000);
      expect(other.sent).toEqual(['2019$2']);
    },
  );

  it.each(['fails', 'hangs'] as const)(
    'one whose database %s delivers again when it works and the tab is alone',
    async (state) => {
      const world = openWorld();
      const { leader, other } = await openTwo(world);
      leader.database = state;
      await other.outbox.log(draft({ key: 'a' }, 'a'), signal);
      await world.advance(45_000);
      leader.database = 'works';
      other.close();
      await leader.outbox.log(draft({ key: 'b' }, 'b'), signal);
      await world.advance(45_000);
      expect(leader.sent).toEqual(['b']);
    },
  );

  it.each(['fails', 'hangs'] as const)(
    'one that is alone and whose database %s for a while delivers afterwards',
    async (state) => {
      const world = openWorld();
      const tab = openTab(world);
      await world.advance(100);
      tab.database = state;
      await world.advance(10 * MINUTE);
      tab.database = 'works';
      await tab.outbox.log(draft(), signal);
      await world.advance(MINUTE);
      expect(tab.sent).toEqual(['2019$2']);
    },
  );

  it('one that was replaced ends its tries, and stands again in the same way', async () => {
    const world = openWorld();
    const { leader, other } = await openTwo(world, { hangs: true });
    await other.outbox.log(draft(), signal);
    await world.advance(10);
    expect(leader.signals.map(({ aborted }) => aborted)).toEqual([false]);
    leader.freeze();
    await world.advance(45_000);
    leader.thaw();
    await world.advance(20_000);
    expect(leader.signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(other.sent).toEqual(['2019$2']);
    // Not beside the other one, and after it.
    await world.advance(2 * MINUTE);
    await leader.outbox.log(draft({ key: 'b' }, 'b'), signal);
    await world.advance(10);
    expect(other.sent).toEqual(['2019$2', 'b']);
    other.close();
    await world.advance(10_000);
    await leader.outbox.log(draft({ key: 'c' }, 'c'), signal);
    await world.advance(10);
    expect(leader.signals).toHaveLength(2);
  });

  it('the status says what a log waits for while the leader does not respond', async () => {
    const world = openWorld();
    const { leader, other } = await openTwo(world);
    await world.advance(16_000);
    leader.freeze();
    const seen: unknown[] = [];
    other.outbox.subscribe(({ items }) => seen.push(items[0]?.waitsFor));
    await other.outbox.log(draft(), signal);
    await world.advance(45_000);
    // A lease ends so soon that nobody is asked before: its tab takes over at once.
    expect([...new Set(seen)]).toEqual(
      locks ? ['delivery', 'tab', undefined] : ['delivery', undefined],
    );
    expect(other.sent).toEqual(['2019$2']);
  });

  it('the status says when the leader responds again', async () => {
    const world = openWorld();
    const { leader, other } = await openTwo(world, { hangs: true });
    await world.advance(16_000);
    leader.freeze();
    const seen: unknown[] = [];
    other.outbox.subscribe(({ items }) => seen.push(items[0]?.waitsFor));
    await other.outbox.log(draft(), signal);
    await world.advance(25_000);
    if (locks) expect(seen.at(-1)).toBe('tab');
    leader.thaw();
    await world.advance(10);
    if (locks) expect(seen.at(-1)).toBe('delivery');
  });
});

describe('a script that holds the lock’s name', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('does not stop delivery', async () => {
    const locks = fakeLocks();
    vi.stubGlobal('navigator', { onLine: true, locks });
    void locks.request('outbox:', {}, () => new Promise(() => undefined)).catch(() => undefined);
    const world = openWorld();
    const { leader, other } = await openTwo(world);
    await leader.outbox.log(draft(), signal);
    await world.advance(45_000);
    expect([...leader.sent, ...other.sent]).toEqual(['2019$2']);
  });
});
