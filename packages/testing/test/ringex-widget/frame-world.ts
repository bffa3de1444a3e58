import type { Transport } from '@jackfield/core';
import { onTestFinished } from 'vitest';
import type { View } from '../widget/worlds/frame-protocol.js';
import {
  type Driven,
  driveFrame,
  openRelay,
  roundTrip,
  windowOf,
} from '../widget/worlds/frame-world.js';
import { openPage, type World } from './page.js';
import { PROPERTIES, type RemoteWidget, remoteWidget } from './remote-widget.js';

type Marked = MessageEvent<{ readonly marker?: unknown } | null>;

/** Calls `receive` for every message of the frame; returns a function that stops it. */
function listenTo(frame: HTMLIFrameElement, receive: (data: unknown) => void): () => void {
  const { origin: expected } = new URL(frame.src);
  const onMessage = ({ source, origin, data }: Marked): void => {
    if (source === frame.contentWindow && origin === expected && !data?.marker) receive(data);
  };
  addEventListener('message', onMessage);
  return () => removeEventListener('message', onMessage);
}

/** The page's end of a real frame. */
export function transportOf(frame: HTMLIFrameElement, listen = listenTo): Transport {
  const send = (message: unknown): void => windowOf(frame).postMessage(message, '*');
  return {
    send,
    subscribe: (listener) =>
      listen(frame, (data) => listener({ type: 'message', data, reply: send })),
  };
}

/** The frames that no test uses now: of widgets, and of further tabs. */
const idle: Driven[] = [];
const idleRelays: HTMLIFrameElement[] = [];
/** The widgets of the test that runs. */
const open = new Set<RemoteWidget>();

/** Widgets in frames of another origin, and this page around them. */
export const frameWorld: World = {
  async open(options) {
    const driven = idle.pop() ?? (await driveFrame());
    const { frame, run, again } = driven;
    const start = (): Promise<unknown> => run('start', [options, 'ringex']);
    const frames = new Map([[1, frame]]);
    const relays: HTMLIFrameElement[] = [];
    const ends: (() => void)[] = [];
    let arrived = 0;

    const listen: typeof listenTo = (one, receive) => {
      const end = listenTo(one, (data) => {
        arrived += 1;
        receive(data);
      });
      // A frame is used again: the page of the next test is the only one that answers.
      ends.push(end);
      return end;
    };

    const remote = remoteWidget({
      transport: transportOf(frame, listen),
      call: (method, args) => run('call', [method, args]),
      advance: (ms) => run('advance', [ms]),
      async openTab(how) {
        const { frame: other, port } = await openRelay(idleRelays.pop());
        relays.push(other);
        const number = (await run('openTab', [how], [port])) as number;
        frames.set(number, other);
        return [number, transportOf(other, listen)];
      },
      closeTab: (number) => void frames.delete(number),
      async reload() {
        const loaded = again();
        void run('reload', [{}]);
        await loaded;
        await start();
      },
      async settle() {
        // What was called before has begun when this is answered.
        await run('get', ['phase']);
        // What arrives is answered at once, so nothing is on its way when nothing more has arrived.
        let before;
        do {
          before = arrived;
          for (const one of frames.values()) await roundTrip(one);
        } while (arrived !== before);
      },
      look: async () => (await run('view', [PROPERTIES])) as View,
    });
    const page = openPage(remote.widget.transport);
    open.add(remote);
    onTestFinished(async () => {
      await remote.settle();
      open.delete(remote);
      await run('close', []);
      for (const end of ends) end();
      idleRelays.push(...relays);
      idle.push(driven);
    });
    await start();
    await remote.settle();
    return { widget: remote.widget, page };
  },
  async settle() {
    for (const remote of open) await remote.settle();
  },
};
