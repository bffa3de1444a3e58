import { createHost } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { countOpen } from '../../../core/test/fire/count-open.js';
import { expectFlat, measureUsage } from '../../../core/test/fire/usage.js';
import { connectTo } from '../../../plugin-kit/test/widget.js';
import { callLog, indexedDbCallLogStore, type LocalCallLogStore } from '../../src/index.js';

const CYCLES = 1_000;
const WARM_UP = 200;
const KEY = '201910162213030139010000000016$2';

const newStore = (): LocalCallLogStore =>
  indexedDbCallLogStore({ name: `calllog-fire-${crypto.randomUUID()}` });

const start = (store?: LocalCallLogStore) =>
  connectTo((widget) => createHost({ service: 'Acme CRM', plugins: [callLog({ store })], widget }));

describe('the database of call logs', () => {
  it('is closed with its host', async () => {
    const open = countOpen();
    const { host, ask } = start();
    expect(await ask('matchCallLogs', [KEY])).toEqual({ result: {} });
    expect(open().connections).toBe(1);
    await host.close();
    expect(open().connections).toBe(0);
  });

  it('is closed when its plugin is removed', async () => {
    const open = countOpen();
    const { host, ask } = connectTo((widget) => createHost({ service: 'Acme CRM', widget }));
    const remove = host.add(callLog({ store: newStore() }));
    await Promise.resolve();
    expect(await ask('matchCallLogs', [KEY])).toEqual({ result: {} });
    await remove();
    expect(open().connections).toBe(0);
    await host.close();
  });

  it('is closed after a host that closes at once while it is being opened', async () => {
    const open = countOpen();
    const { host, ask } = start(newStore());
    host.on('failed', () => undefined);
    const answer = ask('matchCallLogs', [KEY]);
    await host.close({ now: true });
    expect(await answer).toMatchObject({ error: expect.any(String) });
    await expect.poll(() => open().connections).toBe(0);
  });

  it('stays open for another host that is at work in it, and is opened anew for the next one', async () => {
    const open = countOpen();
    const store = newStore();
    const [first, second] = [start(store), start(store)];
    await first.ask('matchCallLogs', [KEY]);
    const answers = Promise.all(
      Array.from({ length: 20 }, () => second.ask('matchCallLogs', [KEY])),
    );
    await first.host.close();
    expect(await answers).toEqual(Array.from({ length: 20 }, () => ({ result: {} })));
    expect(await second.ask('matchCallLogs', [KEY])).toEqual({ result: {} });
    await second.host.close();
    await expect.poll(() => open().connections).toBe(0);
    expect(await store.list()).toEqual([]);
    await store.close?.();
  });

  it('is open for none of a thousand hosts that were closed, and nothing has grown', async () => {
    const open = countOpen();
    const store = newStore();
    const cycle = async (): Promise<void> => {
      const { host, ask } = start(store);
      expect(await ask('matchCallLogs', [KEY])).toEqual({ result: {} });
      await host.close();
    };
    for (let turn = 0; turn < WARM_UP; turn += 1) await cycle();
    const before = await measureUsage();
    for (let turn = 0; turn < CYCLES; turn += 1) await cycle();
    await expect.poll(() => open().connections).toBe(0);
    expectFlat(before, await measureUsage(), CYCLES);
  }, 60_000);
});
