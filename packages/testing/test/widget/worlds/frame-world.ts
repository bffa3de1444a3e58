import { inject } from 'vitest';
import type { Command, Drive, Outcome } from './frame-protocol.js';
import { createRawPage, type RawRecorder } from './raw-page.js';
import type { StartWorld, World, WorldPage } from './world.js';

const [WIDGET, STRANGER] = inject('frameOrigins');

let serial = 0;
const next = (): number => (serial += 1);

async function openFrame(origin: string, path = '/widget', id = ''): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.id = id;
  frame.src = `${origin}${path}`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  return frame;
}

export const windowOf = (frame: HTMLIFrameElement): Window => frame.contentWindow as Window;
const drive = (frame: HTMLIFrameElement, message: Drive, ports: Transferable[] = []): void =>
  windowOf(frame).postMessage(message, '*', ports);

/** Lets a frame be one more tab of the widget at the other end of the port. */
export async function openRelay(
  known?: HTMLIFrameElement,
): Promise<{ frame: HTMLIFrameElement; port: MessagePort }> {
  const frame = known ?? (await openFrame(WIDGET));
  const { port1, port2 } = new MessageChannel();
  drive(frame, { drive: 'relay' }, [port1]);
  return { frame, port: port2 };
}

/** Settles when what was posted to the frame before has been taken, and its answers have come. */
export function roundTrip(frame: HTMLIFrameElement): Promise<void> {
  const marker = `mark-${next()}`;
  return new Promise((resolve) => {
    const onMarker = ({ data }: MessageEvent<{ marker?: unknown } | null>): void => {
      if (data?.marker !== marker) return;
      removeEventListener('message', onMarker);
      resolve();
    };
    addEventListener('message', onMarker);
    drive(frame, { drive: 'mark', marker });
  });
}

/** The frame with the widget in it: one for all tests, with a fresh widget each. */
export interface Driven {
  readonly frame: HTMLIFrameElement;
  run(does: Command['does'], args: readonly unknown[], ports?: Transferable[]): Promise<unknown>;
  /** Waits for the frame's next document, and drives that. */
  again(): Promise<void>;
}

/** Opens the frame. */
export async function driveFrame(path?: string, id?: string): Promise<Driven> {
  const frame = await openFrame(WIDGET, path, id);
  const waiting = new Map<number, (outcome: Outcome) => void>();
  let port: MessagePort;
  function connect(): void {
    const channel = new MessageChannel();
    port = channel.port1;
    port.addEventListener('message', ({ data }: MessageEvent<Outcome>) => {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    });
    port.start();
    drive(frame, { drive: 'connect' }, [channel.port2]);
  }
  connect();
  return {
    frame,
    run: (does, args, ports = []) =>
      new Promise((resolve, reject) => {
        const id = next();
        waiting.set(id, ({ result, error }) => {
          if (error) reject(Object.assign(new Error(error.message), { code: error.code }));
          else resolve(result);
        });
        port.postMessage({ id, does, args } satisfies Command, ports);
      }),
    async again() {
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      connect();
    },
  };
}

let driven: Promise<Driven> | undefined;

/** A widget in a frame of another origin, and this page around it. */
export const startFrameWorld: StartWorld = async (options, { listensLate }) => {
  driven ??= driveFrame();
  const { frame, run, again } = await driven;
  const frames = [frame];
  const recorders: RawRecorder[] = [];
  const ends: (() => void)[] = [];

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) for (const one of frames) await roundTrip(one);
  };

  function listen(to: HTMLIFrameElement): void {
    recorders.push(
      createRawPage({
        post: (message) => windowOf(to).postMessage(message, '*'),
        listen(listener) {
          const onMessage = ({ source, data }: MessageEvent<{ marker?: unknown } | null>): void => {
            if (source === to.contentWindow && !data?.marker) listener(data);
          };
          addEventListener('message', onMessage);
          ends.push(() => removeEventListener('message', onMessage));
        },
      }),
    );
  }

  if (!listensLate) listen(frame);
  await run('start', [options]);
  await settle();
  if (listensLate) listen(frame);

  const world: World = {
    async call(method, args) {
      const result = await run('call', [method, args]);
      await settle();
      return result;
    },
    get: (property) => run('get', [property]),
    async advance(ms) {
      await run('advance', [ms]);
      await settle();
    },
    page: (tab): WorldPage => ({
      received: async () => structuredClone((recorders[tab - 1] as RawRecorder).received),
      async post(message) {
        windowOf(frames[tab - 1] as HTMLIFrameElement).postMessage(message, '*');
        await settle();
      },
      answer: async (type, reply) => (recorders[tab - 1] as RawRecorder).answer(type, reply),
    }),
    async openTab(how) {
      const { frame: other, port } = await openRelay();
      frames.push(other);
      listen(other);
      const number = (await run('openTab', [how], [port])) as number;
      await settle();
      return number;
    },
    async reload(how) {
      const loaded = again();
      void run('reload', [how]);
      await loaded;
      await run('start', [options]);
      await settle();
    },
    async stranger(message) {
      const other = await openFrame(STRANGER);
      const index = [...document.querySelectorAll('iframe')].indexOf(frame);
      drive(other, { drive: 'stranger', frame: index, message });
      await roundTrip(other);
      await settle();
      other.remove();
    },
    settle,
    async close() {
      await run('close', []);
      for (const end of ends) end();
      for (const other of frames.slice(1)) other.remove();
    },
  };
  return world;
};
