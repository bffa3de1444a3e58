import type { Transport } from '@jackfield/core';
import {
  createRingexWidget,
  type RingexVersion,
  type RingexWidget,
  type RingexWidgetOptions,
} from '@jackfield/testing';
import { test } from 'vitest';
import { ringexBehaviours, type RingexBehaviourId } from '../../src/ringex-widget/behaviours.js';
import { RINGEX_VERSIONS, type RingexBehaviour } from '../../src/ringex-widget/version.js';
import { names, pagePushes, pageRequests, pushes } from '../../src/ringex-widget/wire.js';
import { settle as settlePromises } from '../../src/test-clock.js';
import { isTrueFor } from '../../src/widget/version.js';
import { allValid } from './valid.js';

/** The options of a widget, wherever it runs. */
type Options = Omit<RingexWidgetOptions, 'clock' | 'page'>;

type Members = Readonly<Record<string, unknown>>;

/** What a page answers: a response, or nothing. */
type Reply = ((body: Members) => unknown) | 'never';

/** A page without Jackfield: it records what it receives, and gives the answers that a test sets. */
export interface Page {
  /** Every message, in order. */
  readonly received: readonly Members[];
  /** Registers a service; by default with a path for each request that tests use. */
  register(service?: Members): Promise<void>;
  /** Answers requests to this path from now on; others are answered with `{ data: 'ok' }`. */
  answer(path: string, reply: Reply): void;
  push(name: keyof typeof pagePushes, body?: Members): Promise<void>;
  /** Sends a request, by name or path, and resolves with its response, or with `undefined` if there is none. */
  ask(name: string, body?: unknown): Promise<unknown>;
  post(message: unknown): Promise<void>;
  /** The bodies of the requests to this path. */
  requests(path: string): readonly Members[];
  /** The pushes of this name, without their type. */
  pushes(name: keyof typeof pushes): readonly Members[];
  /** The calls of the pushes of this name. */
  calls(name: keyof typeof pushes): readonly Members[];
}

/** Where the widgets of the tests run. */
export interface World {
  /** Opens a widget, and a page that has received its first messages. */
  open(options: Options): Promise<Pick<Scene, 'widget' | 'page'>>;
  /** Lets pass what is on its way, in both directions. */
  settle(): Promise<void>;
}

const memoryWorld: World = {
  async open(options) {
    const widget = createRingexWidget(options);
    const page = openPage(widget.transport);
    await settlePromises();
    return { widget, page };
  },
  async settle() {
    for (let turn = 0; turn < 5; turn += 1) await settlePromises();
  },
};

let world = memoryWorld;

/** Lets the tests run in another world from now on. */
export function useWorld(other: World): void {
  world = other;
}

/** Lets pass what is on its way in the world in which the tests run. */
export const settle = (): Promise<void> => world.settle();

/** The paths that {@link Page.register} registers. */
export const PATHS = {
  callLoggerPath: '/log',
  callLogEntityMatcherPath: '/logs',
  contactMatchPath: '/contacts',
} as const;

let count = 0;

export function openPage(transport: Transport): Page {
  const received: Members[] = [];
  const replies = new Map<unknown, Reply>();
  const responses = new Map<unknown, unknown>();
  transport.subscribe((event) => {
    if (event.type !== 'message') return;
    const message = event.data as Members;
    received.push(message);
    if (message['type'] === names.widget.response.tag)
      responses.set(message['responseId'], message['response']);
    if (message['type'] !== names.widget.request.tag) return;
    const reply = replies.get(message['path']) ?? (() => ({ data: 'ok' }));
    if (reply === 'never') return;
    transport.send({
      type: names.page.response.tag,
      responseId: message['requestId'],
      response: reply(message['body'] as Members),
    });
  });
  async function post(message: unknown): Promise<void> {
    transport.send(message);
    await settle();
  }
  const push: Page['push'] = (name, body = {}) => post({ type: pagePushes[name], ...body });
  const found = (name: keyof typeof pushes): readonly Members[] =>
    received.filter(({ type }) => type === pushes[name]);
  return {
    received,
    register: (service = {}) =>
      push('register', { service: { name: 'Acme', ...PATHS, ...service } }),
    answer: (path, reply) => void replies.set(path, reply),
    push,
    async ask(name, body) {
      count += 1;
      const requestId = `ask-${count}`;
      const path = (pageRequests as Readonly<Record<string, string>>)[name] ?? name;
      await post({
        type: names.page.request.tag,
        requestId,
        path,
        ...(body !== undefined && { body }),
      });
      return responses.get(requestId);
    },
    post,
    requests: (path) =>
      received
        .filter(
          (message) => message['type'] === names.widget.request.tag && message['path'] === path,
        )
        .map(({ body }) => body as Members),
    pushes: (name) => found(name).map(({ type: _type, ...body }) => body),
    calls: (name) => found(name).map(({ call }) => call as Members),
  };
}

/** A widget with a page that listens. */
export interface Scene {
  readonly widget: RingexWidget;
  readonly page: Page;
  readonly version: RingexVersion;
}

/** Opens a widget, and a page that has received its first messages. */
export async function openScene(options: Options = {}): Promise<Scene> {
  const { widget, page } = await world.open(options);
  return { widget, page, version: widget.version };
}

/** The behaviours that the loaded files test. */
export const tested = new Set<RingexBehaviourId>();

const all: Readonly<Record<string, RingexBehaviour>> = Object.assign(
  {},
  ...Object.values(ringexBehaviours),
);

/**
 * Tests a behaviour in each version that has it; in each other version, `otherwise`. After each test all that
 * was sent must be valid by our schemas, and of that version.
 */
export function behaviour(
  id: RingexBehaviourId,
  options: Options,
  run: (scene: Scene) => Promise<void>,
  otherwise?: (scene: Scene) => Promise<void>,
): void {
  tested.add(id);
  const known = all[id] as RingexBehaviour;
  for (const version of RINGEX_VERSIONS) {
    const isTrue = isTrueFor(known, version);
    const body = isTrue ? run : otherwise;
    if (!body) continue;
    const sentence = isTrue ? known.description : `not so: ${known.description}`;
    test(`${version} ${id}: ${sentence}`, async () => {
      const { ringcx, ...others } = options;
      const scene = await openScene({
        ...others,
        version,
        ...(ringcx && version === '3.1' && { ringcx }),
      });
      await body(scene);
      allValid(scene.widget, version);
      scene.widget.close();
    });
  }
}

/** The number of a caller. */
export const CALLER = '+16505550142';

/** A contact of the page. */
export const ADA = { id: '7', name: 'Ada', type: 'Acme', phoneNumbers: [] };
export const BOB = { id: '8', name: 'Bob', type: 'Acme', phoneNumbers: [] };
