import { describe, expect, it, onTestFinished } from 'vitest';
import type { CallLogOptions } from '../../src/index.js';
import { OK, WAIT, hang, newOwner, databaseOf, storeOf, frame } from './browser-world.js';
import { type KillableTab, log, shortTimes } from './tabs.js';

/** Holds a lock until the test is over, as any script of the origin can. */
function holdLock(name: string, options: LockOptions = {}): void {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  navigator.locks.request(name, options, () => held).catch(() => undefined);
  onTestFinished(() => release());
}

describe.each(['Web Locks', 'a lease'])('a leader chosen by %s', (way) => {
  const open = (options: CallLogOptions): Promise<KillableTab> =>
    frame({ resolveContact: false, ...options }, shortTimes, way === 'Web Locks');
  it('whose database dies in its tab for good is replaced by another tab', async () => {
    const owner = newOwner();
    const [a, b] = [storeOf(), storeOf()];
    const first = await open({ store: a.store, owner });
    await first.ask('logCall', log('1'));
    await expect.poll(() => a.received.length, WAIT).toBe(1);
    const second = await open({ store: b.store, owner });
    const dead = () => {
      throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    };
    first.page.IDBDatabase.prototype.transaction = dead;
    first.page.IDBFactory.prototype.open = dead;
    expect(await second.ask('logCall', log('2'))).toEqual(OK);
    await expect.poll(() => b.received.map(({ key }) => key), WAIT).toEqual(['2$2']);
    expect(a.received).toHaveLength(1);
  });

  it('that hangs is replaced, ends its tries, and does not deliver beside the other', async () => {
    const owner = newOwner();
    const signals: AbortSignal[] = [];
    const b = storeOf();
    const first = await open({
      owner,
      store: {
        find: async () => [],
        upsert: (_record, { signal }) => {
          signals.push(signal);
          return hang();
        },
      },
    });
    await first.ask('logCall', log('1'));
    await expect.poll(() => signals.length, WAIT).toBe(1);
    const second = await open({ store: b.store, owner });
    // As a frozen tab: it receives nothing, and no timer of it runs.
    const { BroadcastChannel: Channel } = first.page;
    Channel.prototype.postMessage = () => undefined;
    first.page.setTimeout = (() => 0) as never;
    first.page.IDBDatabase.prototype.transaction = () => {
      throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    };
    expect(await second.ask('logCall', log('2'))).toEqual(OK);
    await expect.poll(() => b.received.map(({ key }) => key).sort(), WAIT).toEqual(['1$2', '2$2']);
    if (way === 'Web Locks') await expect.poll(() => signals[0]?.aborted, WAIT).toBe(true);
  });
});

describe('a script of the origin', () => {
  it('that holds the lock’s name for ever does not stop delivery', async () => {
    const owner = newOwner();
    holdLock(databaseOf(owner));
    const { store, received } = storeOf();
    const tab = await frame({ store, owner }, shortTimes);
    expect(await tab.ask('logCall', log('1'))).toEqual(OK);
    await expect.poll(() => received.length, WAIT).toBe(1);
  });

  it('that steals the lock does not stop delivery either', async () => {
    const owner = newOwner();
    const { store, received } = storeOf();
    const tab = await frame({ store, owner }, shortTimes);
    await tab.ask('logCall', log('1'));
    await expect.poll(() => received.length, WAIT).toBe(1);
    holdLock(databaseOf(owner), { steal: true });
    expect(await tab.ask('logCall', log('2'))).toEqual(OK);
    // What was being delivered meanwhile is delivered again, under the same key.
    const keys = () => new Set(received.map(({ key }) => key));
    await expect.poll(keys, WAIT).toEqual(new Set(['1$2', '2$2']));
  });
});
