import { systemClock } from './clock.js';
import { createEnvelopes } from './envelope.js';
import { JackfieldError, messageOf } from './errors.js';
import { createEvents, type HostEvents, type HostState } from './events.js';
import { frameTransport } from './frame-transport.js';
import { createInbox } from './inbox.js';
import { applyMask, locate, sayFaults } from './mask.js';
import { nearest } from './nearest.js';
import { meetNeighbours } from './neighbours.js';
import { checkObject, checkOptions, type HostOptions } from './options.js';
import { type AnyPlugin, checkNames, checkShape, type PluginDefinition } from './plugin.js';
import { createPlugins } from './plugins.js';
import type {
  DataOf,
  MessageMaps,
  Protocol,
  PushEntry,
  RequestEntry,
  ResultOf,
} from './protocol.js';
import { capabilitiesOf, registerBody } from './registration.js';
import { createRequester } from './requester.js';
import { createResponder } from './responder.js';
import { createSession } from './session.js';

/** The body of a command: left out where nothing in it is required. */
type Body<T> = object extends T ? [body?: T] : [body: T];

/** The data of a page's request: left out where nothing in it is required. */
type Data<T> = undefined extends T
  ? [data?: T, options?: RequestOptions]
  : [data: T, options?: RequestOptions];

export interface RequestOptions {
  /** How long to wait for the widget's answer, in milliseconds; 10,000 if left out. */
  readonly timeoutMs?: number | undefined;
}

/**
 * The plugins of a page, and their session with one widget.
 *
 * @typeParam M - the messages of the protocol
 */
export interface Host<M extends MessageMaps> {
  readonly service: string;
  readonly state: HostState;
  /** The flags that the widget is registered with, or will be. */
  readonly capabilities: readonly string[];
  /**
   * Posts a command once the widget has shown itself.
   *
   * Rejects with `WIDGET_NOT_READY` (after 10 s, and nothing is sent), `INVALID_MESSAGE`,
   * `UNKNOWN_MESSAGE`, `NOT_CLONEABLE`, `SEND_FAILED` or `HOST_CLOSED`.
   */
  send<K extends keyof M['pagePushes'] & string>(
    name: K,
    ...body: Body<M['pagePushes'][K]>
  ): Promise<void>;
  /**
   * Asks the widget. Rejects as `send` does, and with `REQUEST_TIMEOUT`, `WIDGET_ERROR` or
   * `INVALID_RESULT`.
   */
  request<K extends keyof M['pageRequests'] & string>(
    name: K,
    ...data: Data<DataOf<M['pageRequests'][K]>>
  ): Promise<ResultOf<M['pageRequests'][K]>>;
  /**
   * Adds a plugin while the host runs; returns what removes it again. Requests that it is busy
   * with are answered all the same.
   *
   * @throws `JackfieldError` `BAD_PLUGIN`, `UNKNOWN_MESSAGE`, `DUPLICATE_PLUGIN` or `HOST_CLOSED`
   */
  add(plugin: PluginDefinition<M>): () => Promise<void>;
  /** Listens to what happens; returns what ends it. */
  on<K extends keyof HostEvents>(event: K, listener: (detail: HostEvents[K]) => void): () => void;
  /**
   * Unregisters, lets running handlers finish, and leaves no listener or timer behind. With `now`
   * it aborts them and answers with an error at once. May be called again.
   */
  close(options?: { readonly now?: boolean }): Promise<void>;
}

/** How long a register of another tab may still be on its way when that tab says it has left. */
const NEIGHBOUR_MS = 100;

const REQUEST_MS = 10_000;

function newId(): string {
  // In a page that is not secure there is no randomUUID.
  return (
    crypto.randomUUID?.() ??
    [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join('-')
  );
}

/** Makes a host for `options.protocol`, or for `fallback`. See `createHost`. */
export function startHost<M extends MessageMaps>(
  options: HostOptions<M>,
  fallback: Protocol<M>,
): Host<M> {
  checkObject(options);
  const protocol: Protocol<MessageMaps> = options.protocol ?? fallback;
  checkOptions(options as unknown as HostOptions<MessageMaps>, protocol);
  const { service, widget = {}, deadlines = {} } = options;
  const clock = options.clock ?? systemClock;
  const { register: registerName, ready: readyName } = protocol.roles;

  const check = (plugin: unknown): AnyPlugin => {
    const checked = checkShape(plugin);
    checkNames(checked, protocol);
    return checked;
  };
  const events = createEvents();
  const envelopes = createEnvelopes(protocol.envelope);
  const plugins = createPlugins(service, events);
  const initial = (options.plugins ?? []).map(check);
  for (const plugin of initial) plugins.add(plugin);

  const registered = new Set<string>();
  const capabilities = (): readonly string[] => capabilitiesOf(plugins.handled(), protocol);
  const transport =
    widget.transport ??
    frameTransport({
      frame: widget.frame ?? protocol.frameId ?? '',
      origin: widget.origin,
      origins: protocol.origins,
      holder: service,
    });

  const requester = createRequester(clock);
  const responder = createResponder({
    protocol,
    envelopes,
    events,
    clock,
    deadlineOf: (name) =>
      (deadlines as Record<string, number | undefined>)[name] ??
      ((protocol.requests as Record<string, RequestEntry>)[name] as RequestEntry).deadlineMs,
  });

  function told(
    kind: 'push' | 'request',
    name: string,
    wireType: string,
    body: unknown,
    requestId?: string,
  ): void {
    if (!events.has('message')) return;
    const masks = protocol.masks.fromPage[name];
    events.emit('message', {
      at: clock.now(),
      direction: 'out',
      kind,
      name,
      wireType,
      ...(requestId === undefined ? {} : { requestId }),
      outcome: 'sent',
      get body() {
        return applyMask(body, kind === 'push' ? masks?.body : masks?.data);
      },
    });
  }

  /** Posts one message of the page. @throws `JackfieldError` */
  function post(kind: 'push' | 'request', name: string, body: unknown, id?: string): void {
    const table = (kind === 'push' ? protocol.pagePushes : protocol.pageRequests) as Record<
      string,
      PushEntry
    >;
    const { type, bare } = table[name] as PushEntry;
    try {
      transport.send(
        id === undefined ? envelopes.push(type, body, bare) : envelopes.request(id, type, body),
      );
    } catch (thrown) {
      const code =
        (thrown as { name?: unknown } | null)?.name === 'DataCloneError'
          ? 'NOT_CLONEABLE'
          : 'SEND_FAILED';
      throw new JackfieldError(code, `${name}: ${messageOf(thrown)}`, thrown);
    }
    told(kind, name, type, body, id);
  }

  function register(flags: readonly string[]): void {
    if (registerName === undefined) return;
    // Before the post: a transport may bring the first request while it is still under way.
    for (const flag of flags) registered.add(flag);
    try {
      post('push', registerName, registerBody(service, flags, protocol));
      events.emit('registered', { service, capabilities: flags });
    } catch (error) {
      events.emit('failed', { name: registerName, error: error as JackfieldError });
    }
  }

  let starting = true;
  let obstacle: JackfieldError | undefined;
  const session = createSession({
    transport,
    clock,
    register: () => register(capabilities()),
    message: (data, reply) => inbox(data, reply),
    ready: (is) => requester.ready(is),
    changed: (state) => events.emit('state', { state }),
    refused({ error }) {
      // A frame that is given, or held by another host, will not become ours by waiting.
      if (starting && (error.code === 'WIDGET_TAKEN' || typeof widget.frame === 'object'))
        obstacle ??= error;
      else queueMicrotask(() => events.emit('failed', { error }));
    },
  });
  const isClosing = (): boolean => session.state === 'closing' || session.state === 'closed';
  const inbox = createInbox({
    protocol,
    envelopes,
    events,
    clock,
    plugins,
    responder,
    requester,
    isOurs: (capability) => registerName === undefined || registered.has(capability),
    isClosing,
    alive: (name) => session.alive(name === readyName),
  });

  session.start();
  starting = false;
  if (obstacle) {
    session.end();
    throw obstacle;
  }
  const again = { timer: undefined as unknown };
  const neighbours = meetNeighbours(protocol.name, service, () => {
    clock.clearTimeout(again.timer);
    again.timer = clock.setTimeout(() => session.register(), NEIGHBOUR_MS);
  });
  // After this task, so that whoever made the host can listen to what goes wrong.
  queueMicrotask(() => {
    for (const plugin of initial) if (!isClosing()) plugins.setUp(plugin);
  });

  /** @throws `JackfieldError` if the message does not exist or its body is wrong */
  function checkOutgoing(known: object, name: string, body: unknown): void {
    if (isClosing())
      throw new JackfieldError('HOST_CLOSED', `${name}: the host of "${service}" is closed`);
    if (!Object.hasOwn(known, name) || name === registerName) {
      const others = Object.keys(known).filter((each) => each !== registerName);
      throw new JackfieldError(
        'UNKNOWN_MESSAGE',
        `The page cannot send "${name}"${nearest(name, others)}`,
      );
    }
    const faults = protocol.checkPageMessage(name, body);
    if (!faults) return;
    const masks = protocol.masks.fromPage[name];
    throw new JackfieldError(
      'INVALID_MESSAGE',
      `${name} was not sent: ${sayFaults(locate(faults, body, masks?.body ?? masks?.data))}`,
    );
  }

  let closing: Promise<void> | undefined;

  async function shutDown(): Promise<void> {
    const wasRegistered = session.state === 'registered';
    session.close();
    clock.clearTimeout(again.timer);
    transport.release?.();
    if (wasRegistered) {
      // Else the widget's next question waits for nobody until its time-out.
      register([]);
      neighbours.left();
    }
    requester.stop(new JackfieldError('HOST_CLOSED', `The host of "${service}" was closed`));
    await responder.drained();
    session.end();
    neighbours.close();
    await plugins.disposeAll();
  }

  return {
    service,
    get state() {
      return session.state;
    },
    get capabilities() {
      return capabilities();
    },
    async send(name, ...[body]) {
      const content = body ?? {};
      checkOutgoing(protocol.pagePushes, name, content);
      await requester.whenReady(name, () => post('push', name, content));
    },
    async request(name, ...[data, { timeoutMs = REQUEST_MS } = {}]) {
      checkOutgoing(protocol.pageRequests, name, data);
      const id = newId();
      let answer: Promise<unknown> | undefined;
      await requester.whenReady(name, () => {
        post('request', name, data, id);
        answer = requester.response(name, id, timeoutMs);
      });
      const result = await answer;
      const faults = protocol.checkPageResult(name, result);
      if (faults) {
        const found = locate(faults, result, protocol.masks.fromPage[name]?.result);
        throw new JackfieldError(
          'INVALID_RESULT',
          `${name}: the widget's answer is invalid: ${sayFaults(found)}`,
        );
      }
      return result as never;
    },
    add(plugin) {
      const added = check(plugin);
      if (isClosing())
        throw new JackfieldError(
          'HOST_CLOSED',
          `Plugin "${added.name}": the host of "${service}" is closed`,
        );
      plugins.add(added);
      plugins.setUp(added);
      session.register();
      return async () => {
        if (!plugins.remove(added)) return;
        session.register();
        await responder.drained();
        await plugins.dispose(added);
      };
    },
    on: (event, listener) => events.on(event, listener),
    close({ now = false } = {}) {
      closing ??= shutDown();
      if (now)
        responder.stop(new JackfieldError('HOST_CLOSED', `The host of "${service}" was closed`));
      return closing;
    },
  };
}
