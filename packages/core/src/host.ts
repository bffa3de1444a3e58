import { createAlarm } from './alarm.js';
import { systemClock } from './clock.js';
import { JackfieldError } from './errors.js';
import { createEvents, type HostEvents, type HostState } from './events.js';
import { frameTransport } from './frame-transport.js';
import { createInbox } from './inbox.js';
import { meetNeighbours } from './neighbours.js';
import { createSender } from './sender.js';
import { checkOptions, type HostOptions } from './options.js';
import type { AnyPlugin, Plugin } from './plugin.js';
import { createPlugins } from './plugins.js';
import type { DataOf, MessageMaps, Protocol, RequestEntry, ResultOf } from './protocol.js';
import { createRequester } from './requester.js';
import { createResponder } from './responder.js';
import { createSession } from './session.js';

/** The body of a command: optional if it has no required members. */
type Body<T> = Record<never, never> extends T ? [body?: T] : [body: T];

/** The data of a page's request: optional if it has no required members. */
type Data<T> = undefined extends T
  ? [data?: T, options?: RequestOptions]
  : [data: T, options?: RequestOptions];

export interface RequestOptions {
  /** How long to wait for the widget's answer, in milliseconds. Default: 10,000. */
  readonly timeoutMs?: number | undefined;
}

/**
 * The plugins of a page and their session with one widget.
 *
 * @typeParam M - the messages of the protocol
 */
export interface Host<M extends MessageMaps> {
  readonly service: string;
  readonly state: HostState;
  /** The flags of the current or next registration. */
  readonly capabilities: readonly string[];
  /**
   * Posts a command once the widget is ready.
   *
   * Rejects with `WIDGET_NOT_READY` (after 10 s; the command is not sent), `INVALID_MESSAGE`,
   * `UNKNOWN_MESSAGE`, `NOT_CLONEABLE`, `SEND_FAILED` or `HOST_CLOSED`.
   */
  send<K extends keyof M['pagePushes'] & string>(
    name: K,
    ...body: Body<M['pagePushes'][K]>
  ): Promise<void>;
  /**
   * Sends a request to the widget. Rejects as `send` does, and with `REQUEST_TIMEOUT`, `WIDGET_ERROR` or
   * `INVALID_RESULT`.
   */
  request<K extends keyof M['pageRequests'] & string>(
    name: K,
    ...data: Data<DataOf<M['pageRequests'][K]>>
  ): Promise<ResultOf<M['pageRequests'][K]>>;
  /**
   * Adds a plugin; returns a function that removes it. Its pending requests are still answered then.
   *
   * @throws `JackfieldError` `BAD_PLUGIN`, `DUPLICATE_PLUGIN` or `HOST_CLOSED`
   */
  add(plugin: Plugin<M>): () => Promise<void>;
  /** Adds a listener; returns a function that removes it. */
  on<K extends keyof HostEvents>(event: K, listener: (detail: HostEvents[K]) => void): () => void;
  /**
   * Unregisters, lets running handlers finish, and removes all listeners and timers. With `now` it
   * aborts the handlers and answers with an error at once. May be called more than once.
   */
  close(options?: { readonly now?: boolean }): Promise<void>;
}

/** How long another tab's register message may be in transit when that tab announces that it has left. */
const NEIGHBOUR_MS = 100;

const REQUEST_MS = 10_000;

/** Creates a host for `options.protocol`, or for `fallback`. See `createHost`. */
export function startHost<M extends MessageMaps>(
  options: HostOptions<M>,
  fallback: Protocol<M>,
): Host<M> {
  const { service, widget = {}, deadlines = {}, clock = systemClock } = options;
  const protocol: Protocol<MessageMaps> = options.protocol ?? fallback;
  checkOptions(options, protocol);
  const { register: registerName, ready: readyName } = protocol.roles;

  const events = createEvents(protocol, clock);
  const plugins = createPlugins(protocol.name, service, events, (name, data) =>
    inbox.ask(name, data),
  );
  const alarm = createAlarm(clock);
  const requester = createRequester(alarm);
  const responder = createResponder(protocol, events, clock, alarm);
  const { frame = protocol.frameId ?? '', origin } = widget;
  const transport = widget.transport ?? frameTransport(frame, origin, protocol.origins, service);
  const registered = new Set<string>();

  /** Returns the error of this host if it is closing. */
  const closed = (): JackfieldError | undefined =>
    session.isClosing()
      ? new JackfieldError('HOST_CLOSED', `The host of "${service}" is closed`)
      : undefined;

  const capabilities = (): readonly string[] =>
    Object.entries<RequestEntry>(protocol.requests)
      .filter(([name]) => plugins.pick('requests', name)[0])
      .map(([, { capability }]) => capability)
      .sort();

  function register(flags: readonly string[]): void {
    if (!registerName) return;
    const capable = Object.fromEntries(flags.map((flag) => [flag, true] as const));
    // Before the post: a transport may deliver the first request synchronously.
    for (const flag of flags) registered.add(flag);
    try {
      sender.post('push', registerName, protocol.registerBody(service, capable));
      events.emit('registered', { service, capabilities: flags });
    } catch (error) {
      // The widget may already be gone: there is no registration to remove then.
      if (!session.isClosing())
        events.emit('failed', { name: registerName, error: error as JackfieldError });
    }
  }

  let isStarting = true;
  let obstacle: JackfieldError | undefined;
  const session = createSession(transport, alarm, {
    register: () => register(capabilities()),
    message: (data, reply) => inbox.receive(data, reply),
    ready: requester.ready,
    changed: (state) => events.emit('state', { state }),
    moved: (type) => events.emit('widget', { at: clock.now(), type }),
    refused({ error }) {
      // Waiting does not help if the frame was given or another host uses it.
      if (isStarting && (error.code === 'WIDGET_TAKEN' || typeof frame === 'object'))
        obstacle = error;
      // Later, so that the caller can add listeners first.
      else queueMicrotask(() => events.emit('failed', { error }));
    },
  });
  const sender = createSender(protocol, transport, events, requester, closed);
  const inbox = createInbox(protocol, events, clock, plugins, responder, requester, {
    isOurs: (capability) => !registerName || registered.has(capability),
    closed,
    alive: (name) => session.alive(name === readyName),
    deadlines,
  });

  const setUps = (options.plugins ?? []).map((plugin) =>
    plugins.add(plugin as unknown as AnyPlugin),
  );
  session.start();
  isStarting = false;
  if (obstacle) {
    session.end();
    throw obstacle;
  }
  let again: (() => void) | undefined;
  const neighbours = meetNeighbours(protocol.name, service, () => {
    again?.();
    again = alarm.set(NEIGHBOUR_MS, session.register);
  });
  queueMicrotask(() => {
    for (const setUp of setUps) if (!session.isClosing()) setUp();
  });

  let closing: Promise<void> | undefined;

  async function shutDown(): Promise<void> {
    const { state } = session;
    session.close();
    transport.release?.();
    if (state === 'registered') {
      // Otherwise the widget's next request would wait until its time-out.
      register([]);
      neighbours.left();
    }
    requester.stop(closed() as JackfieldError);
    await responder.drained();
    session.end();
    alarm.stop();
    neighbours.close();
    for (const plugin of [...plugins.list].reverse()) await plugins.dispose(plugin);
  }

  return {
    service,
    get state() {
      return session.state;
    },
    get capabilities() {
      return capabilities();
    },
    send: (name: string, body: unknown = {}) => sender.send(name, body),
    request: (name: string, data?: unknown, { timeoutMs = REQUEST_MS }: RequestOptions = {}) =>
      sender.request(name, data, timeoutMs) as Promise<never>,
    add(plugin: unknown) {
      const error = closed();
      if (error) throw error;
      plugins.add(plugin as AnyPlugin)();
      session.register();
      return async () => {
        if (!plugins.remove(plugin as AnyPlugin)) return;
        session.register();
        await responder.drained();
        await plugins.dispose(plugin as AnyPlugin);
      };
    },
    on: events.on,
    close({ now } = {}) {
      closing ??= shutDown();
      if (now) responder.stop(closed() as JackfieldError);
      return closing;
    },
  };
}
