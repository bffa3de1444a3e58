import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { leftBy } from './left-by.js';

describe('what a plugin leaves behind is told, with the line that made it:', () => {
  it('an interval', async () => {
    const timers: NodeJS.Timeout[] = [];
    const left = await leftBy(() => void timers.push(setInterval(() => undefined, 5_000)));
    expect(left).toMatch(/^a setInterval of 5000 ms, made at .*leftovers\.test\.ts:\d+:\d+/);
    for (const timer of timers) clearInterval(timer);
  });

  it('a listener, whatever it listens to', async () => {
    const store = new EventTarget();
    const left = await leftBy(() => store.addEventListener('changed', () => undefined));
    expect(left).toMatch(/^a listener to "changed" of EventTarget, made at .*leftovers\.test\.ts/);
  });

  it('a listener to a signal that is not that of a request', async () => {
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
    expect(left).toBe('a window.onmessage, made at an assignment');
  });

  it('a channel', async () => {
    const channels: BroadcastChannel[] = [];
    const left = await leftBy(() => void channels.push(new BroadcastChannel('acme')));
    expect(left).toMatch(/^a BroadcastChannel, made at .*leftovers\.test\.ts:\d+:\d+/);
    for (const channel of channels) channel.close();
  });
});

describe('nothing is said of', () => {
  it('timers that are cleared, by themselves or by their number, or have rung', async () => {
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

  it('timers that promise, which stay as they are', async () => {
    const left = await leftBy(async () => {
      await promisify(setTimeout)(5);
      await wait(5);
    });
    expect(left).toBe('');
  });

  it('listeners that are removed, by call, by signal or by having heard', async () => {
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

  it('listeners to the signals of requests, which go with them', async () => {
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

it('the platform’s own functions are back when a rule is done', async () => {
  const { setTimeout, BroadcastChannel } = globalThis;
  const { addEventListener } = EventTarget.prototype;
  await leftBy(() => undefined);
  expect(globalThis.setTimeout).toBe(setTimeout);
  expect(globalThis.BroadcastChannel).toBe(BroadcastChannel);
  expect(EventTarget.prototype.addEventListener).toBe(addEventListener);
});
