// The real times, in real time: all else runs on a clock that a test moves.
import { expect, it, onTestFinished } from 'vitest';
import type { CallLogStore } from '../../src/index.js';
import { log, openFrame } from './tabs.js';

const SECOND = 1_000;

it(
  'a visible tab delivers within 45 s although a script holds the lock’s name',
  { timeout: 90 * SECOND },
  async () => {
    const owner = `owner-${crypto.randomUUID()}`;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    onTestFinished(() => release());
    navigator.locks.request(`jackfield-outbox:calllog:${owner}`, () => held).catch(() => undefined);
    const received: string[] = [];
    const store: CallLogStore = {
      upsert: async ({ key }) => void received.push(key),
      find: async () => [],
    };
    const tab = await openFrame({ store, owner });
    onTestFinished(() => tab.kill());
    expect(await tab.ask('logCall', log('1'))).toEqual({ result: 'ok' });
    const waits = async () => (await tab.plugin.status()).items[0]?.waitsFor;
    expect(await waits()).toBe('delivery');
    await expect.poll(waits, { timeout: 30 * SECOND }).toBe('tab');
    await expect.poll(() => received, { timeout: 45 * SECOND }).toEqual(['1$2']);
  },
);
