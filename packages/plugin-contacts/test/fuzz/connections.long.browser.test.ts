import { createHost } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { countOpen } from '../../../core/test/fuzz/count-open.js';
import { isLong } from '../../../core/test/fuzz/settings.js';
import { expectFlat, measureUsage } from '../../../core/test/fuzz/usage.js';
import { connectTo } from '../../../plugin-kit/test/widget.js';
import { type LocalContactSource, contacts, indexedDbContactSource } from '../../src/index.js';

const CYCLES = isLong ? 1_000 : 200;
const WARM_UP = 200;
const QUERY = [{ phoneNumber: '6503945910', callType: 'inbound' }];

const newName = (): string => `contacts-fuzz-${crypto.randomUUID()}`;
const newSource = (name = newName()): LocalContactSource => indexedDbContactSource({ name });

const start = (source?: LocalContactSource) =>
  connectTo((widget) =>
    createHost({ service: 'Acme CRM', plugins: [contacts({ source, cache: false })], widget }),
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

describe('the database of contacts', () => {
  it('is closed with its host', async () => {
    const open = countOpen();
    const { host, ask } = start();
    expect(await ask('matchContacts', QUERY)).toEqual({ result: {} });
    expect(open().connections).toBe(1);
    await host.close();
    expect(open().connections).toBe(0);
  });

  it('is closed when its plugin is removed', async () => {
    const open = countOpen();
    const { host, ask } = connectTo((widget) => createHost({ service: 'Acme CRM', widget }));
    const remove = host.add(contacts({ source: newSource() }));
    await Promise.resolve();
    expect(await ask('matchContacts', QUERY)).toEqual({ result: {} });
    await remove();
    expect(open().connections).toBe(0);
    await host.close();
  });

  it('is closed after a host that closes at once while it is being opened', async () => {
    const open = countOpen();
    const name = newName();
    const { host, ask } = start(newSource(name));
    host.on('failed', () => undefined);
    const answer = ask('matchContacts', QUERY);
    // The question has come when no promise waits any more, and no database is opened by promises.
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
    expect(open().connections).toBe(0);
    await host.close({ now: true });
    expect(await answer).toMatchObject({ error: expect.any(String) });
    // Opened after the other, so that one is open by then, if it is not closed already.
    await openAfter(name);
    await expect.poll(() => open().connections).toBe(0);
  });

  it('is not closed under another host that is at work in it, whenever that is', async () => {
    const source = newSource();
    const { host, ask } = start(source);
    for (let turns = 0; turns < 40; turns += 1) {
      const answer = ask('matchContacts', QUERY);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await source.close?.();
      expect(await answer, `after ${turns} turns`).toEqual({ result: {} });
    }
    await host.close();
  });

  it('is opened again when it is used after its host has closed', async () => {
    const open = countOpen();
    const source = newSource();
    const first = start(source);
    expect(await first.ask('matchContacts', QUERY)).toEqual({ result: {} });
    await first.host.close();
    await expect(source.list()).resolves.toEqual([]);
    const second = start(source);
    expect(await second.ask('matchContacts', QUERY)).toEqual({ result: {} });
    await second.host.close();
    expect(open().connections).toBe(0);
  });

  it('is open for none of many hosts that were closed, and nothing has grown', async () => {
    const open = countOpen();
    const source = newSource();
    const cycle = async (): Promise<void> => {
      const { host, ask } = start(source);
      expect(await ask('matchContacts', QUERY)).toEqual({ result: {} });
      await host.close();
    };
    for (let turn = 0; turn < WARM_UP; turn += 1) await cycle();
    const before = await measureUsage();
    for (let turn = 0; turn < CYCLES; turn += 1) await cycle();
    await expect.poll(() => open().connections).toBe(0);
    expectFlat(before, await measureUsage(), CYCLES);
  }, 60_000);
});
