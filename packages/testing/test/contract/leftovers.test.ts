import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { leftBy } from './left-by.js';

describe('the contract reports what a plugin leaves behind, with the line that created it:', () => {
  it('an interval', async () => {
    const timers: NodeJS.Timeout[] = [];
    const left = await leftBy(() => void timers.push(setInterval(() => undefined, 5_000)));
    expect(left).toMatch(/^a setInterval of 5000 ms, created at .*leftovers\.test\.ts:\d+:\d+/);
    for (const timer of timers) clearInterval(timer);
  });

  it('a listener to any event target', async () => {
    const store = new EventTarget();
    const left = await leftBy(() => store.addEventListener('changed', () => undefined));
    expect(left).toMatch(
      /^a listener to "changed" of EventTarget, created at .*leftovers\.test\.ts/,
    );
  });

  it('a listener to a signal that does not belong to a request', async () => {
    let { signal: own } = new AbortController();
    const left = await leftBy(
      () => {
        own = new AbortController().signal;
      },
      () => own.addEventListener('abort', () => undefined),
    );
    expect(left).toMatch(/^a listener to "abort" of AbortSignal, .*, and \d+ more$/);
  });

  it('a handler that was assigned', async () => {
    const page = globalThis as { onmessage?: unknown };
    const left = await leftBy(() => {
      page.onmessage = () => undefined;
    });
    delete page.onmessage;
    expect(left).toBe('a window.onmessage, created at an assignment');
  });

  it('a channel', async () => {
    const channels: BroadcastChannel[] = [];
    const left = await leftBy(() => void channels.push(new BroadcastChannel('acme')));
    expect(left).toMatch(/^a BroadcastChannel, created at .*leftovers\.test\.ts:\d+:\d+/);
    for (const channel of channels) channel.close();
  });
});

describe('the contract does not report', () => {
  it('timers that have fired or are cleared, by object or by number', async () => {
    const left = await leftBy(async () => {
      const [first, second] = [
        setInterval(() => undefined, 50),
        setTimeout(() => undefined, 9_000),
      ];
      await new Promise((done) => void setTimeout(done, 5));
      clearTimeout(Number(second));
      return () => clearInterval(first);
    });
    expect(left).toBe('');
  });

  it('promisified timers, which keep working', async () => {
    const left = await leftBy(async () => {
      await promisify(setTimeout)(5);
      await wait(5);
    });
    expect(left).toBe('');
  });

  it('listeners that are removed: by a call, by a signal, or after their one event', async () => {
    const store = new EventTarget();
    const listener = (): void => undefined;
    const left = await leftBy((signal) => {
      store.addEventListener('a', listener, { capture: true });
      store.addEventListener('a', listener, true);
      store.addEventListener('b', { handleEvent: listener }, { signal });
      store.addEventListener('c', listener, { once: true });
      store.dispatchEvent(new Event('c'));
      return () => store.removeEventListener('a', listener, true);
    });
    expect(left).toBe('');
  });

  it('listeners to the signals of requests, which end with the request', async () => {
    const left = await leftBy(
      () => undefined,
      (signal) => signal.addEventListener('abort', () => undefined),
    );
    expect(left).toBe('');
  });

  it('a channel that is closed', async () => {
    const left = await leftBy(() => {
      const channel = new BroadcastChannel('acme');
      return () => channel.close();
    });
    expect(left).toBe('');
  });
});

it('a rule restores the platform’s own functions at its end', async () => {
  const { setTimeout, BroadcastChannel } = globalThis;
  const { addEventListener } = EventTarget.prototype;
  await leftBy(() => undefined);
  expect(globalThis.setTimeout).toBe(setTimeout);
  expect(globalThis.BroadcastChannel).toBe(BroadcastChannel);
  expect(EventTarget.prototype.addEventListener).toBe(addEventListener);
});
