import { createHost } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { countOpen } from '../../../core/test/fire/count-open.js';
import { expectFlat, measureUsage } from '../../../core/test/fire/usage.js';
import { connectTo } from '../../../plugin-kit/test/widget.js';
import { type ContactBook, contacts, indexedDbContactSource } from '../../src/index.js';

const CYCLES = 1_000;
const WARM_UP = 200;
const QUERY = [{ phoneNumber: '6503945910', callType: 'inbound' }];

const newSource = (): ContactBook =>
  indexedDbContactSource({ name: `contacts-fire-${crypto.randomUUID()}` });

const start = (source?: ContactBook) =>
  connectTo((widget) =>
    createHost({ service: 'Acme CRM', plugins: [contacts({ source, cache: false })], widget }),
  );

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
    const { host, ask } = start(newSource());
    host.on('failed', () => undefined);
    const answer = ask('matchContacts', QUERY);
    await host.close({ now: true });
    expect(await answer).toMatchObject({ error: expect.any(String) });
    await expect.poll(() => open().connections).toBe(0);
  });

  it('stays open for another host that is at work in it, and is opened anew for the next one', async () => {
    const open = countOpen();
    const source = newSource();
    const [first, second] = [start(source), start(source)];
    await first.ask('matchContacts', QUERY);
    const answers = Promise.all(
      Array.from({ length: 20 }, () => second.ask('matchContacts', QUERY)),
    );
    await first.host.close();
    expect(await answers).toEqual(Array.from({ length: 20 }, () => ({ result: {} })));
    expect(await second.ask('matchContacts', QUERY)).toEqual({ result: {} });
    await second.host.close();
    await expect.poll(() => open().connections).toBe(0);
    expect(await source.list()).toEqual([]);
    await source.close?.();
  });

  it('is open for none of a thousand hosts that were closed, and nothing has grown', async () => {
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
