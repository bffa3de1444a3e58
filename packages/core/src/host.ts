import { systemClock } from './clock.js';
import type { JackfieldError } from './errors.js';
import { createEvents, type HostEvents, type HostState } from './events.js';
import { frameTransport } from './frame-transport.js';
import { createIncoming } from './incoming.js';
import { checkOptions, type HostOptions } from './options.js';
import { createOtherTabs } from './other-tabs.js';
import { createOutgoing } from './outgoing.js';
import type { AnyPlugin, Plugin } from './plugin.js';
import { createPlugins } from './plugins.js';
import type { DataOf, MessageMaps, Protocol, ResultOf } from './protocol.js';
import { createSession } from './session.js';
import { createTimerQueue } from './timer-queue.js';

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
  /** The protocol of its widget: for tools that need to know which one. */
  readonly protocol: Pick<Protocol<MessageMaps>, 'name' | 'speaks'>;
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
   * aborts the handlers and answers with an error at once. The plugins are cleaned up within five
   * seconds. May be called more than once.
   */
  close(options?: { readonly now?: boolean }): Promise<void>;
}

/** How long another tab's register message may be in transit when that tab announces that it has left. */
const OTHER_TAB_MS = 100;

const REQUEST_MS = 10_000;

/** Creates a host for `options.protocol`, or for `fallback`. See `createHost`. */
export function startHost<M extends MessageMaps>(
  options: HostOptions<M>,
  fallback: Protocol<M>,
): Host<M> {
  const protocol: Protocol<MessageMaps> = options?.protocol ?? fallback;
  checkOptions(options, protocol);
  const { service, widget = {}, clock = systemClock } = options;
  const deadlines = { ...options.deadlines };
  const { frame = protocol.frameId ?? '', origin } = widget;
  const transport = widget.transport ?? frameTransport(frame, origin, protocol, service);

  // Each part uses only those above it.
  const events = createEvents(protocol, clock);
  const timers = createTimerQueue(clock);
  const plugins = createPlugins(protocol, service, events, clock, timers);
  const outgoing = createOutgoing(protocol, transport, events, timers);
  const session = createSession(protocol, service, events, clock, timers, plugins, outgoing);
  const incoming = createIncoming(
    protocol,
    events,
    clock,
    timers,
    plugins,
    outgoing,
    session,
    deadlines,
  );

  const initial = (options.plugins ?? []).map((plugin, i) =>
    plugins.add(plugin as unknown as AnyPlugin, `/plugins/${i}`),
  );
  let isStarting = true;
  let startupError: JackfieldError | undefined;

  function onRefused(error: JackfieldError): void {
    if (session.closingError()) return;
    // Waiting does not help if the frame was given or another host uses it.
    if (isStarting && (error.code === 'WIDGET_TAKEN' || typeof frame === 'object'))
      startupError = error;
    // Later, so that the caller can add listeners first.
    else queueMicrotask(() => events.emit('failed', { error }));
  }

  const unsubscribe = transport.subscribe((event) => {
    if (event.type === 'message') incoming.receive(event.data, event.reply ?? transport.send);
    else if (event.type === 'refused') onRefused(event.error);
    else session.onWidgetEvent(event.type);
  });
  isStarting = false;
  if (startupError) {
    unsubscribe();
    timers.stop();
    throw startupError;
  }
  let cancelRegister = (): void => undefined;
  const otherTabs = createOtherTabs(protocol.name, service, () => {
    cancelRegister();
    cancelRegister = timers.set(OTHER_TAB_MS, session.register);
  });
  queueMicrotask(() => {
    for (const instance of initial)
      if (!session.closingError()) plugins.setUp(instance, incoming.ask);
  });

  let closed: Promise<void> | undefined;

  async function shutDown(): Promise<void> {
    transport.release?.();
    if (session.close()) otherTabs.left();
    await incoming.drained();
    otherTabs.close();
    await plugins.dispose();
    // Until then, requests are answered with an error.
    unsubscribe();
    session.end();
    timers.stop();
  }

  return {
    service,
    get state() {
      return session.state;
    },
    get capabilities() {
      return session.capabilities();
    },
    protocol,
    send: (name: string, body: unknown = {}) => outgoing.send(name, body),
    request: (name: string, data?: unknown, { timeoutMs = REQUEST_MS }: RequestOptions = {}) =>
      outgoing.request(name, data, timeoutMs) as Promise<never>,
    add(plugin: unknown) {
      const error = session.closingError();
      if (error) throw error;
      const instance = plugins.add(plugin as AnyPlugin);
      plugins.setUp(instance, incoming.ask);
      session.register();
      let removed: Promise<void> | undefined;
      async function remove(): Promise<void> {
        plugins.remove(instance);
        session.register();
        await incoming.drained();
        await plugins.dispose([instance]);
      }
      return () => (removed ??= remove());
    },
    on: events.on,
    close({ now } = {}) {
      closed ??= shutDown();
      if (now) incoming.stop(session.closingError() as JackfieldError);
      return closed;
    },
  };
}
