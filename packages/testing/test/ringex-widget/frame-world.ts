import type { Transport } from '@jackfield/core';
import type { RingexTab, RingexWidget } from '@jackfield/testing';
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

/** The properties that a test reads, as they are after each action. */
const PROPERTIES = [
  'version',
  'sent',
  'received',
  'requests',
  'holds',
  'errors',
  'toasts',
  'state',
  'phase',
  'call',
  'history',
  'providers',
] as const satisfies readonly (keyof RingexWidget)[];

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

/** The frames that no test uses now. */
const idle: Driven[] = [];
/** The widgets of the test that runs. */
const open = new Set<Pick<World, 'settle'>>();

async function settle(): Promise<void> {
  for (const scene of open) await scene.settle();
}

/**
 * Widgets in frames of another origin, and this page around them. A test reads what the widget has
 * after each of its actions: the frame sends it over a port. Its messages are posted between the windows.
 */
export const frameWorld: World = {
  async open(options) {
    const driven = idle.pop() ?? (await driveFrame());
    const { frame, run, again } = driven;
    const relays: HTMLIFrameElement[] = [];
    const live = new Set([frame]);
    const ends: (() => void)[] = [];
    let arrived = 0;
    let view: View | undefined;

    const listen: typeof listenTo = (one, receive) => {
      const end = listenTo(one, (data) => {
        arrived += 1;
        receive(data);
      });
      // A frame is used again: the page of the next test is the only one that answers.
      ends.push(end);
      return end;
    };
    const look = async (): Promise<void> => {
      view = (await run('view', [PROPERTIES])) as View;
    };
    /** What arrives is answered at once, so nothing is on its way when nothing more has arrived. */
    async function settleFrames(): Promise<void> {
      let before;
      do {
        before = arrived;
        // What was called before has begun when this is answered.
        await run('get', ['phase']);
        for (const one of live) await roundTrip(one);
      } while (arrived !== before);
      await look();
    }
    async function then<T>(action: Promise<T>): Promise<T> {
      try {
        return await action;
      } finally {
        await settleFrames();
      }
    }
    const call = (method: string, ...args: readonly unknown[]): Promise<never> =>
      then(run('call', [method, args])) as Promise<never>;

    const tabs = new Map<number, RingexTab>();
    function addTab(number: number, of: HTMLIFrameElement): RingexTab {
      const added: RingexTab = {
        number,
        transport: transportOf(of, listen),
        get isMain() {
          return view?.tabs.find((tab) => tab.number === number)?.isMain ?? false;
        },
        focus: () => call(`tabs.${number}.focus`),
        reload: () => call(`tabs.${number}.reload`),
        close() {
          live.delete(of);
          return call(`tabs.${number}.close`);
        },
      };
      tabs.set(number, added);
      return added;
    }

    const own: Partial<RingexWidget> = {
      clock: {
        now: () => view?.now ?? 0,
        get pending() {
          return view?.pending ?? 0;
        },
        async advance(ms: number) {
          await settleFrames();
          await then(run('advance', [ms]));
        },
      } as RingexWidget['clock'],
      get tabs() {
        return (view?.tabs ?? []).map(({ number }) => tabs.get(number) as RingexTab);
      },
      async openTab(how) {
        const { frame: other, port } = await openRelay();
        relays.push(other);
        live.add(other);
        return addTab((await then(run('openTab', [how ?? {}], [port]))) as number, other);
      },
      async reload() {
        await settleFrames();
        const loaded = again();
        void run('reload', [{}]);
        await loaded;
        await then(run('start', [options, 'ringex']));
      },
      close: () => undefined,
    };
    const widget = new Proxy(own, {
      get(members, name: string) {
        if (name in members) return members[name as keyof RingexWidget];
        if (view && name in view.properties) return view.properties[name];
        return (...args: readonly unknown[]) => call(name, ...args);
      },
    }) as RingexWidget;

    const page = openPage(addTab(1, frame).transport);
    const scene = { settle: settleFrames };
    open.add(scene);
    onTestFinished(async () => {
      await settleFrames();
      open.delete(scene);
      await run('close', []);
      for (const end of ends) end();
      for (const relay of relays) relay.remove();
      idle.push(driven);
    });
    await then(run('start', [options, 'ringex']));
    return { widget, page };
  },
  settle,
};
