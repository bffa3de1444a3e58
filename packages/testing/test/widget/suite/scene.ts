import type { Messages } from '@jackfield/core';
import { protocol } from '@jackfield/core/ringcx';
import type { Widget } from '@jackfield/testing';
import type { Reply } from '../worlds/raw-page.js';
import type { World } from '../worlds/world.js';

type Push = keyof Messages['pushes'];
type Request = keyof Messages['requests'];
type Method = {
  [K in keyof Widget]: Widget[K] extends (...args: never[]) => Promise<unknown> ? K : never;
}[keyof Widget];

/** The widget's methods, wherever it runs. */
export type Remote = {
  readonly [K in Exclude<Method, 'openTab' | 'reload'>]: (
    ...args: Parameters<Widget[K]>
  ) => Promise<Awaited<ReturnType<Widget[K]>>>;
};

/** A message of the widget as a page received it. */
export interface Received {
  readonly kind: 'push' | 'request' | 'bare' | 'response';
  readonly name: string | undefined;
  readonly id: string;
  readonly body: unknown;
}

type Flags = Partial<Omit<Messages['pagePushes']['register']['service'], 'name'>>;

const ALL_FLAGS: Flags = {
  callLoggerEnabled: true,
  contactMatcherEnabled: true,
  callLogMatcherEnabled: true,
  leadViewerEnabled: true,
};

/** What a test does with the page around one tab. */
export interface ScenePage {
  /** Everything received, as it was posted. */
  raw(): Promise<readonly unknown[]>;
  received(): Promise<readonly Received[]>;
  /** The names of all that was received, in order, without init and adapter state. */
  story(): Promise<readonly string[]>;
  /** The bodies of all such pushes. */
  events<K extends Push>(name: K): Promise<readonly Messages['pushes'][K][]>;
  /** The ids and data of all such requests. */
  requests(name: Request): Promise<readonly { readonly id: string; readonly data: unknown }[]>;
  /** Registers with these flags; all of them if left out. */
  register(flags?: Flags, name?: string): Promise<void>;
  /** Posts a push, by the schemas' name. */
  push<K extends keyof Messages['pagePushes']>(name: K, body: object): Promise<void>;
  post(message: unknown): Promise<void>;
  /** Posts a response. */
  respond(id: string, members: object): Promise<void>;
  answer(name: Request, reply: Reply): Promise<void>;
}

/** What a test of the suite is given. */
export interface Scene {
  readonly widget: Remote;
  /** The page around the first tab. */
  readonly page: ScenePage;
  pageOf(tab: number): ScenePage;
  get<K extends keyof Widget>(property: K): Promise<Widget[K]>;
  /** Calls a method of a tab. */
  tab(number: number, method: 'focus' | 'reload' | 'close', ...args: unknown[]): Promise<unknown>;
  readonly world: World;
  advance(ms: number): Promise<void>;
}

function read(message: unknown): Received {
  const envelope = protocol.readEnvelope(message);
  if (!envelope) return { kind: 'bare', name: undefined, id: '', body: message };
  const { kind, id, body, type } = envelope;
  if (kind === 'response') return { kind, name: undefined, id, body };
  const found = protocol.dispatchFromWidget(kind, type, body);
  return { kind, id, body, name: found.status === 'unknown' ? undefined : found.name };
}

function openPage(world: World, tab: number): ScenePage {
  const page = world.page(tab);
  const received = async (): Promise<readonly Received[]> => (await page.received()).map(read);
  const scene: ScenePage = {
    raw: () => page.received(),
    received,
    async story() {
      const names = (await received()).map(({ kind, name }) => name ?? kind);
      return names.filter((name) => name !== 'init' && name !== 'pushAdapterState');
    },
    async events(name) {
      const found = (await received()).filter((one) => one.name === name && one.kind !== 'request');
      return found.map(({ body }) => body as never);
    },
    async requests(name) {
      const found = (await received()).filter((one) => one.name === name && one.kind === 'request');
      return found.map(({ id, body }) => ({ id, data: body }));
    },
    register: (flags = ALL_FLAGS, name = 'Acme CRM') =>
      scene.push('register', { service: { name, ...flags } }),
    push: (name, body) =>
      page.post(protocol.wrapMessage('push', protocol.pagePushes[name].type, body)),
    post: (message) => page.post(message),
    respond: (requestId, members) =>
      page.post({ type: 'MessageTransport-response', requestId, ...members }),
    answer: (name, reply) => page.answer(protocol.requests[name].type, reply),
  };
  return scene;
}

/** Puts words to what a world can do. */
export function openScene(world: World): Scene {
  return {
    widget: new Proxy({} as Remote, {
      get:
        (_, method: string) =>
        (...args: unknown[]) =>
          world.call(method, args),
    }),
    page: openPage(world, 1),
    pageOf: (tab) => openPage(world, tab),
    get: (property) => world.get(property) as Promise<never>,
    tab: (number, method, ...args) => world.call(`tabs.${number}.${method}`, args),
    world,
    advance: (ms) => world.advance(ms),
  };
}
