import { createHost, type Host, type HostEvents, type HostOptions } from '@jackfield/core';
import { expect, inject, onTestFinished } from 'vitest';

/** Where the widget is served in these tests, and where strangers are. */
export const [WIDGET, STRANGER] = inject('frameOrigins');

/** The id of the frame that the adapter script makes. */
export const ADAPTER_ID = 'engage-voice-embeddable-adapter-frame';

export const push = (type: string, body: object = {}): object => ({
  type: 'MessageTransport-push',
  payload: { type, ...body },
});

export const request = (requestId: string, requestType: string, data: unknown): object => ({
  type: 'MessageTransport-request',
  requestId,
  payload: { requestType, data },
});

export const response = (requestId: string, result: unknown): object => ({
  type: 'MessageTransport-response',
  requestId,
  result,
  error: null,
});

/** What a frame received, as far as these tests look into it. */
export interface Received {
  readonly type?: string;
  readonly requestId?: string;
  readonly result?: unknown;
  readonly error?: unknown;
  readonly payload?: { readonly type?: string; readonly service?: Record<string, unknown> };
}

let serial = 0;
export const nextId = (): string => `id-${(serial += 1)}`;

/** Settles when a message with `marker` reaches this page. */
export function arrived(marker: string): Promise<void> {
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent): void => {
      if ((data as { marker?: unknown } | null)?.marker !== marker) return;
      removeEventListener('message', listen);
      resolve();
    };
    addEventListener('message', listen);
  });
}

/** A window that obeys this page, and reports all that it receives. */
export interface Puppet {
  connect(window: Window): void;
  post(message: unknown): void;
  json(text: string): void;
  burst(count: number, message: unknown): void;
  nest(url: string): void;
  /** Opens a popup. */
  open(url: string): void;
  go(url: string): void;
  /** Settles when all that it posted so far has reached this page. */
  flush(): Promise<void>;
  /** All that it has received, up to what this page posted last. */
  received(): Promise<readonly Received[]>;
  /** Forgets what it has received so far. */
  forget(): void;
  reload(): void;
}

export function createPuppet(): Puppet {
  const received: Received[] = [];
  const pongs = new Map<string, () => void>();
  let port: MessagePort | undefined;
  let window: Window | undefined;
  const drive = (command: object): void => {
    if (!port) throw new Error('The frame is not connected');
    port.postMessage(command);
  };
  // The way the host's own messages go, so after all of them.
  const ping = (id: string): void => window?.postMessage({ drive: 'ping', id }, '*');
  return {
    connect(to) {
      const channel = new MessageChannel();
      port = channel.port1;
      window = to;
      port.onmessage = ({ data }: MessageEvent<{ pong?: string; received?: Received }>) => {
        if (data.pong === undefined) received.push(data.received as Received);
        else pongs.get(data.pong)?.();
      };
      to.postMessage({ drive: 'connect' }, '*', [channel.port2]);
      // What was asked of the document before this one is not answered any more.
      for (const id of pongs.keys()) ping(id);
    },
    post: (message) => drive({ drive: 'post', message }),
    json: (text) => drive({ drive: 'json', text }),
    burst: (count, message) => drive({ drive: 'burst', count, message }),
    nest: (url) => drive({ drive: 'nest', url }),
    open: (url) => drive({ drive: 'open', url }),
    go: (url) => drive({ drive: 'go', url }),
    reload: () => drive({ drive: 'reload' }),
    async flush() {
      const marker = nextId();
      const done = arrived(marker);
      drive({ drive: 'post', message: { marker } });
      await done;
    },
    async received() {
      if (!window) return received;
      const id = nextId();
      await new Promise<void>((resolve) => {
        pongs.set(id, resolve);
        ping(id);
      });
      pongs.delete(id);
      return received;
    },
    forget: () => void received.splice(0),
  };
}

export interface FrameOptions {
  readonly origin?: string;
  readonly id?: string;
  /** What the frame's address says: see packages/test-tools/src/frame-server.ts. */
  readonly query?: Readonly<Record<string, string>>;
  readonly sandbox?: string;
  readonly into?: Node;
}

/** An iframe in this page with a puppet in it. */
export interface TestFrame extends Puppet {
  readonly element: HTMLIFrameElement;
  /** Settles at the next load. */
  load(): Promise<void>;
  /** Asks the page and waits for its response. */
  ask(type: string, data: unknown): Promise<Received>;
  responses(id: string): Promise<readonly Received[]>;
  /** The `service` of every register message it received. */
  services(): Promise<readonly Record<string, unknown>[]>;
}

export function urlOf({ origin = WIDGET, query = {} }: FrameOptions = {}): string {
  return `${origin}/?${new URLSearchParams(query).toString()}`;
}

/** Makes a frame that obeys, from its first load on. Not in the page yet. */
export function makeFrame(options: FrameOptions = {}): TestFrame {
  const element = document.createElement('iframe');
  if (options.id !== undefined) element.id = options.id;
  if (options.sandbox !== undefined) element.setAttribute('sandbox', options.sandbox);
  const puppet = createPuppet();
  const isBlank = (): boolean => element.contentDocument?.URL === 'about:blank';
  element.addEventListener('load', () => {
    if (element.contentWindow && !isBlank()) puppet.connect(element.contentWindow);
  });
  onTestFinished(() => element.remove());
  const responses = async (id: string): Promise<readonly Received[]> =>
    (await puppet.received()).filter(
      ({ type, requestId }) => type === 'MessageTransport-response' && requestId === id,
    );
  return {
    ...puppet,
    element,
    responses,
    load: () =>
      new Promise((resolve) => {
        const listen = (): void => {
          if (isBlank()) return;
          element.removeEventListener('load', listen);
          resolve();
        };
        element.addEventListener('load', listen);
      }),
    async ask(type, data) {
      const id = nextId();
      puppet.post(request(id, type, data));
      await expect.poll(() => responses(id), { message: `a response to ${type}` }).toHaveLength(1);
      return (await responses(id))[0] as Received;
    },
    async services() {
      return (await puppet.received()).flatMap(({ payload }) =>
        payload?.type === 'rc-ev-register' && payload.service ? [payload.service] : [],
      );
    },
  };
}

/** A frame in the page, loaded. */
export async function openFrame(options: FrameOptions = {}): Promise<TestFrame> {
  const frame = makeFrame(options);
  const loaded = frame.load();
  frame.element.src = urlOf(options);
  (options.into ?? document.body).appendChild(frame.element);
  await loaded;
  return frame;
}

export interface TestHost {
  readonly host: Host;
  readonly events: { readonly [K in keyof HostEvents]: HostEvents[K][] };
  /** The codes of all `failed` events. */
  failures(): readonly string[];
}

/** Keeps all events of `host`, and closes it when the test is over. */
export function watch(host: Host): TestHost {
  const events: { [K in keyof HostEvents]: HostEvents[K][] } = {
    state: [],
    widget: [],
    registered: [],
    message: [],
    requestReceived: [],
    unhandled: [],
    invalid: [],
    failed: [],
    settledLate: [],
    deprecated: [],
  };
  for (const name of Object.keys(events) as (keyof HostEvents)[]) {
    host.on(name, (event) => void (events[name] as unknown[]).push(event));
  }
  onTestFinished(() => host.close({ now: true }));
  return { host, events, failures: () => events.failed.map(({ error }) => error.code) };
}

/** What `create` throws. */
export function failToOpen(
  options: Partial<HostOptions>,
  create: typeof createHost = createHost,
): unknown {
  let host: Host;
  try {
    host = create({ service: 'Other', widget: { origin: WIDGET }, ...options });
  } catch (error) {
    return error;
  }
  watch(host);
  return undefined;
}

/** A host for the widget's origin, with its events kept. */
export function openHost(options: Partial<HostOptions> = {}): TestHost {
  return watch(createHost({ service: 'Acme CRM', widget: { origin: WIDGET }, ...options }));
}
