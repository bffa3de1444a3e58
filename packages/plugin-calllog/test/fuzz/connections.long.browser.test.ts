import { createHost } from '@jackfield/core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { countOpen } from '../../../core/test/fuzz/count-open.js';
import { isLong } from '../../../core/test/fuzz/settings.js';
import { expectFlat, measureUsage } from '../../../core/test/fuzz/usage.js';
import { connectTo } from '../../../plugin-kit/test/widget.js';
import { callLog, indexedDbCallLogStore, type LocalCallLogStore } from '../../src/index.js';

const CYCLES = isLong ? 1_000 : 200;
const WARM_UP = 200;
const KEY = '201910162213030139010000000016$2';

const newName = (): string => `calllog-fuzz-${crypto.randomUUID()}`;
const newStore = (name = newName()): LocalCallLogStore => indexedDbCallLogStore({ name });

/** Nobody's outbox but this file's: it is empty. */
const owner = newName();

const start = (store?: LocalCallLogStore) =>
  connectTo((widget) =>
    createHost({ service: 'Acme CRM', plugins: [callLog({ store, owner })], widget }),
  );

/** Opens the database once more, when all that was asked of it before has been done, and closes it. */
const openAfter = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.addEventListener('success', () => {
      request.result.close();
      resolve();
    });
  });

describe('the database of call logs', () => {
  it('is closed with its host', async () => {
    const open = countOpen();
    const { host, ask } = start(newStore());
    expect(await ask('matchCallLogs', [KEY])).toEqual({ result: {} });
    // The store's, and the outbox's.
    expect(open().connections).toBe(2);
    await host.close();
    expect(open().connections).toBe(0);
  });

  it('is closed with its host, even if the outbox has just begun to look for what is due', async () => {
    const open = countOpen();
    let lead: LockGrantedCallback<unknown> | undefined;
    const locks = vi
      .spyOn(navigator.locks, 'request')
      .mockImplementation(
        (_name: string, _options: LockOptions, granted?: LockGrantedCallback<unknown>) =>
          new Promise(() => (lead = granted)),
      );
    onTestFinished(() => locks.mockRestore());
    const { host, ask } = start(newStore());
    expect(await ask('matchCallLogs', [KEY])).toEqual({ result: {} });
    void lead?.(null);
    await host.close();
    expect(lead).toBeDefined();
    expect(open().connections).toBe(0);
  });

  it('is closed when its plugin is removed', async () => {
    const open = countOpen();
    const { host, ask } = connectTo((widget) => createHost({ service: 'Acme CRM', widget }));
    const remove = host.add(callLog({ store: newStore(), owner }));
    await Promise.resolve();
    expect(await ask('matchCallLogs', [KEY])).toEqual({ result: {} });
    await remove();
    expect(open().connections).toBe(0);
    await host.close();
  });

  it('is closed after a host that closes at once while it is being opened', async () => {
    const open = countOpen();
    const name = newName();
    const { host, ask } = start(newStore(name));
    host.on('failed', () => undefined);
    const answer = ask('matchCallLogs', [KEY]);
    // The question has come when no promise waits any more, and no database is opened by promises.
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
    expect(open().connections).toBe(0);
    await host.close({ now: true });
    expect(await answer).toMatchObject({ error: expect.any(String) });
    // Opened after the other, so that one is open by then, if it is not closed already.
    await openAfter(name);
    await expect.poll(() => open().connections).toBe(0);
  });

  it('is closed after it was left while it was being opened', async () => {
    const open = countOpen();
    const name = newName();
    const store = newStore(name);
    const abort = new AbortController();
    const answer = store.find([KEY], abort);
    await store.close?.();
    abort.abort(new Error('Nobody waits'));
    await expect(answer).rejects.toThrow('Nobody waits');
    await openAfter(name);
    await expect.poll(() => open().connections).toBe(0);
  });

  it('is not closed under another host that is at work in it, whenever that is', async () => {
    const store = newStore();
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
    onTestFinished(() => begun.mockRestore());
    const { signal } = new AbortController();
    for (let turns = 0; turns < 40; turns += 1) {
      // Not by a question of the widget, which is answered whatever becomes of the store.
      const answer = store.find([KEY], { signal });
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await store.close?.();
      await expect(answer, `after ${turns} turns`).resolves.toEqual([]);
    }
    // None was tried in a closed connection, and repeated.
    expect(begun.mock.results.map(({ type }) => type)).not.toContain('throw');
  });

  it('is opened again when it is used after its host has closed', async () => {
    const open = countOpen();
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
    onTestFinished(() => begun.mockRestore());
    const store = newStore();
    const first = start(store);
    expect(await first.ask('matchCallLogs', [KEY])).toEqual({ result: {} });
    await first.host.close();
    await expect(store.list()).resolves.toEqual([]);
    const second = start(store);
    expect(await second.ask('matchCallLogs', [KEY])).toEqual({ result: {} });
    await second.host.close();
    expect(open().connections).toBe(0);
    // None was tried in the closed connection.
    expect(begun.mock.results.map(({ type }) => type)).not.toContain('throw');
  });

  it('is open for none of many hosts that were closed, and nothing has grown', async () => {
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
