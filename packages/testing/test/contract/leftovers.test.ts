import { EventEmitter, once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('the contract reports a listener to an emitter of Node:', () => {
  class CrmClient extends EventEmitter {}

  it.each(['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'] as const)(
    'of the client of a CRM, by %s',
    async (method) => {
      const left = await leftBy(() => void new CrmClient()[method]('changed', () => undefined));
      expect(left).toMatch(
        /^a listener to "changed" of CrmClient, created at .*leftovers\.test\.ts:\d+:\d+/,
      );
    },
  );

  it('that waits for one event, by events.once', async () => {
    const left = await leftBy(() => void once(new CrmClient(), 'changed'));
    expect(left).toMatch(/^a listener to "changed" of CrmClient, created at .*, and 1 more$/);
  });

  it('of the process', async () => {
    const listener = (): void => undefined;
    const left = await leftBy(() => void process.on('SIGUSR2', listener));
    process.removeListener('SIGUSR2', listener);
    expect(left).toMatch(/^a listener to "SIGUSR2" of process, created at .*leftovers\.test\.ts/);
  });
});

describe('the contract does not report the listeners of a client of HTTP:', () => {
  const server = createServer((_request, response) => response.end('{}'));
  let url = '';

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it.each<[string, (signal: AbortSignal) => unknown]>([
    ['fetch(url, { signal }) whose body is not read', (signal) => fetch(url, { signal })],
    ['fetch(url, { signal })', async (signal) => (await fetch(url, { signal })).json()],
    ['fetch(new Request(url, { signal }))', (signal) => fetch(new Request(url, { signal }))],
    [
      'AbortSignal.any with AbortSignal.timeout',
      (signal) => fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) }),
    ],
    ['AbortSignal.timeout alone', () => fetch(url, { signal: AbortSignal.timeout(5_000) })],
    [
      'a controller of its own, which follows the signal',
      (signal) => {
        const controller = new AbortController();
        signal.addEventListener('abort', () => controller.abort());
        return fetch(url, { signal: controller.signal });
      },
    ],
    ['a listener to a combined signal', (signal) => listenTo(AbortSignal.any([signal]))],
    ['a listener to a time-out', () => listenTo(AbortSignal.timeout(5_000))],
    [
      'http.get with a connection that is kept alive',
      (signal) =>
        new Promise<void>((done) => {
          get(url, { signal }, (response) => response.on('data', () => undefined).on('end', done));
        }),
    ],
  ])('%s', async (_name, handler) => {
    expect(await leftBy(() => undefined, handler)).toBe('');
  });

  const listenTo = (signal: AbortSignal): void => signal.addEventListener('abort', () => undefined);
});

describe('the contract does not report', () => {
  it('listeners to emitters that are removed, or have had their one event', async () => {
    const client = new EventEmitter();
    const listener = (): void => undefined;
    const left = await leftBy(() => {
      client.once('a', listener);
      client.emit('a');
      client.on('b', listener);
      process.once('SIGUSR2', listener);
      return () => {
        client.off('b', listener);
        process.removeListener('SIGUSR2', listener);
      };
    });
    expect(left).toBe('');
  });

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
  const { on } = EventEmitter.prototype;
  const { any } = AbortSignal;
  await leftBy(() => undefined);
  expect(globalThis.setTimeout).toBe(setTimeout);
  expect(globalThis.BroadcastChannel).toBe(BroadcastChannel);
  expect(EventTarget.prototype.addEventListener).toBe(addEventListener);
  expect(EventEmitter.prototype.on).toBe(on);
  expect(AbortSignal.any).toBe(any);
});
