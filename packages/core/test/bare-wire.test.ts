import { join } from 'node:path';
import { createHost, definePlugin, type Transport, type TransportEvent } from '@jackfield/core';
import type { MessageMaps, Protocol } from '@jackfield/core/protocol';
import { expect, it } from 'vitest';
import { generate } from '../../codegen/src/index.js';
import { radioSchemas } from '../../codegen/test/radio.js';
import { freshFolder, load } from '../../codegen/test/support.js';

interface Exchange<Data, Result> {
  readonly data: Data;
  readonly result: Result;
}

interface Messages extends MessageMaps {
  readonly requests: {
    readonly findTracks: Exchange<{ readonly title: string }, { readonly tracks: string[] }>;
    readonly rate: Exchange<object, unknown>;
    readonly viewRating: Exchange<object, unknown>;
    readonly skip: Exchange<object, boolean>;
  };
  readonly pushes: {
    readonly song: { readonly title: string };
    readonly talk: object;
    readonly station: object;
  };
  readonly pageRequests: { readonly volume: Exchange<object, number> };
  readonly pagePushes: { readonly mute: { readonly on?: boolean } };
}

/** Generates the wire, and connects a host of it to what a test posts. */
async function connect() {
  const out = await freshFolder();
  await generate({ schemas: await radioSchemas(), wire: 'radio', out });
  const { protocol } = await load<{ protocol: Protocol<Messages> }>(join(out, 'protocol.ts'));
  const listeners = new Set<(event: TransportEvent) => void>();
  const emit = (event: TransportEvent): void => listeners.forEach((listener) => listener(event));
  const posted: unknown[] = [];
  const transport: Transport = {
    send: (envelope) => void posted.push(structuredClone(envelope)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const received: unknown[] = [];
  const plugin = definePlugin(
    {
      name: 'radio-log',
      requests: {
        findTracks({ title }) {
          if (title === 'none') throw new Error('a secret reason');
          return { tracks: title === 'invalid' ? [5 as unknown as string] : [title] };
        },
        rate: () => 'rated',
        viewRating: () => 'viewed',
      },
      pushes: {
        song: (body) => void received.push(['song', body]),
        talk: (body) => void received.push(['talk', body]),
        station: (body) => void received.push(['station', body]),
      },
    },
    protocol,
  );
  const host = createHost({ service: 'Acme', protocol, plugins: [plugin], widget: { transport } });
  emit({ type: 'load' });
  const push = (data: object): void => emit({ type: 'message', data, reply: () => undefined });
  const ask = (path: string, body: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      emit({
        type: 'message',
        data: { type: 'ask', askId: '7', path, body },
        reply: (answer) => resolve((answer as { readonly response: unknown }).response),
      });
    });
  return { host, posted, received, push, ask };
}

const REGISTERED = {
  type: 'radio-enlist',
  service: { name: 'Acme', findPath: '/acme/findTracks', ratePath: '/acme/rate' },
};

it('a failed request is answered by its failure, and its reason is not posted', async () => {
  const { host, ask } = await connect();
  expect(await ask('/acme/findTracks', { title: 'none' })).toEqual({ tracks: [] });
  expect(await ask('/acme/findTracks', { title: 'invalid' })).toEqual({ tracks: [] });
  expect(await ask('/acme/findTracks', { title: 5 })).toEqual({ tracks: [] });
  expect(await ask('/acme/findTracks', { title: 'A' })).toEqual({ tracks: ['A'] });
  await host.close();
});

it('a host registers wire types, at each message that says that the widget listens', async () => {
  const { host, posted, push } = await connect();
  const registered = async (): Promise<readonly unknown[]> => {
    await Promise.resolve();
    return posted.splice(0);
  };
  expect(await registered()).toEqual([REGISTERED]);
  push({ type: 'radio-station', name: 'A' });
  expect(await registered()).toEqual([]);
  for (const type of ['radio-started', 'radio-tuned', 'radio-started']) {
    push({ type });
    expect(await registered()).toEqual([REGISTERED]);
  }
  await host.close();
});

it('messages of one type reach the handler of their body', async () => {
  const { host, received, push, ask } = await connect();
  push({ type: 'radio-play', kind: 'song', title: 'A' });
  push({ type: 'radio-play', kind: 'song', title: 'A', by: { band: 'B' } });
  push({ type: 'radio-play', kind: 'jingle' });
  push({ type: 'radio-station', surprise: 5 });
  expect(received).toEqual([
    ['talk', { kind: 'song', title: 'A' }],
    ['song', { kind: 'song', title: 'A', by: { band: 'B' } }],
    ['station', { surprise: 5 }],
  ]);
  expect(await ask('/acme/rate', { stars: 5 })).toBe('rated');
  expect(await ask('/acme/rate', { action: 'view' })).toBe('viewed');
  await host.close();
});

it('the page posts pushes without an envelope, and takes any response for a result', async () => {
  const { host, posted, push } = await connect();
  push({ type: 'radio-started' });
  posted.splice(0);
  await host.send('mute', { on: true });
  expect(posted).toContainEqual({ type: 'radio-mute', on: true });
  const volume = host.request('volume', {});
  const asked = posted.find((each) => (each as { readonly type: string }).type === 'page-ask');
  const { askId, path } = asked as { readonly askId: string; readonly path: string };
  expect(path).toBe('/volume');
  push({ type: 'answer', answerId: askId, response: 7, error: 'not an error' });
  expect(await volume).toBe(7);
  await host.close();
});
