import type { Clock } from './clock.js';
import { JackfieldError } from './errors.js';
import type { Events, HostEvents, HostState } from './events.js';
import type { Outgoing } from './outgoing.js';
import type { Plugins } from './plugins.js';
import type { MessageMaps, Protocol, RequestEntry } from './protocol.js';
import type { TimerQueue } from './timer-queue.js';

/** How long after its load a silent widget is assumed to listen. */
const SETTLE_MS = 2_000;

/** The host's connection with one widget. */
export interface Session {
  readonly state: HostState;
  /** Returns the error of a host that is closing or closed; otherwise `undefined`. */
  closingError(): JackfieldError | undefined;
  /** Returns the flags of the current or next registration. */
  capabilities(): readonly string[];
  /** Returns whether this host has ever registered this capability. */
  wasRegistered(capability: string): boolean;
  onWidgetEvent(type: HostEvents['widget']['type']): void;
  /** Handles a sign of life: the widget sent the message `name`. */
  onActivity(name: string): void;
  /** Registers after the current task, if the widget listens. */
  register(): void;
  /** Ends the registration; returns whether there was one. */
  close(): boolean;
  end(): void;
}

/**
 * The state machine `waiting → loading → registered | registerFailed → closing → closed`.
 *
 * 1. `waiting`: there is no widget. `loading`: there is one that does not listen yet.
 * 2. A load, or any message of the protocol, shows that it listens: the host registers. A message comes
 *    first if the widget starts before its document's `load`.
 * 3. `registered`: the register message was posted. `registerFailed`: it could not be; the next sign of
 *    life registers again. A script sandbox may refuse to copy the message, or the frame be gone.
 * 4. After a load, commands wait for the widget's first message, but at most two seconds.
 * 5. The widget may be removed and added at any time. Pending requests are finished even so.
 */
export function createSession(
  protocol: Protocol<MessageMaps>,
  service: string,
  events: Events,
  clock: Clock,
  timers: TimerQueue,
  plugins: Plugins,
  outgoing: Outgoing,
): Session {
  const { register: registerName, ready: readyNames } = protocol.roles;
  let registered: ReadonlySet<string> = new Set();
  let state: HostState = 'waiting';
  let closing: JackfieldError | undefined;
  let isScheduled = false;
  let isPosting = false;
  /** Whether a request has shown that the widget has the registration, since it was loaded. */
  let isTaken = false;
  let stopSettling = (): void => undefined;

  function enter(next: HostState): void {
    // A listener may close the host in the middle of a change.
    if (state === next || (closing && !next.startsWith('clos'))) return;
    state = next;
    events.emit('state', { state });
  }

  // Or a register message could not be posted.
  const isRegistered = (): boolean => state.startsWith('register');

  function setListening(isListening: boolean): void {
    stopSettling();
    outgoing.setListening(isListening);
  }

  const capabilities = (): readonly string[] =>
    Object.entries<RequestEntry>(protocol.requests)
      .filter(([name]) => plugins.handlers('requests', name)[0])
      .map(([, { capability }]) => capability)
      .sort();

  /** Posts the register message with `flags`; returns why it could not be posted. */
  function post(flags: readonly string[]): JackfieldError | undefined {
    const before = registered;
    // Before the post: a transport may deliver the first request synchronously.
    registered = new Set([...before, ...flags]);
    const capable = Object.fromEntries(flags.map((flag) => [flag, true] as const));
    try {
      if (registerName)
        outgoing.post('push', registerName, protocol.registerBody(service, capable));
    } catch (thrown) {
      registered = before;
      return thrown as JackfieldError;
    }
    enter('registered');
    // Then, so that a listener may add a plugin.
    if (registerName) events.emit('registered', { service, capabilities: Object.freeze(flags) });
    return undefined;
  }

  function register(): void {
    isScheduled = false;
    if (closing || isPosting || state === 'waiting') return;
    // A transport may deliver a message synchronously, which is a sign of life as well.
    isPosting = true;
    const error = post(capabilities());
    isPosting = false;
    if (!error || state === 'registerFailed') return;
    enter('registerFailed');
    // Once, not at every sign of life.
    events.emit('failed', { name: registerName, error });
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => isScheduled && register());
  }

  return {
    get state() {
      return state;
    },
    closingError: () => closing,
    capabilities,
    wasRegistered: (capability) => !registerName || registered.has(capability),
    onWidgetEvent(type) {
      if (closing) return;
      events.emit('widget', { at: clock.now(), type });
      isTaken = false;
      setListening(false);
      enter(type === 'gone' ? 'waiting' : 'loading');
      if (type !== 'load') return;
      stopSettling = timers.set(SETTLE_MS, () => setListening(true));
      schedule();
    },
    onActivity(name) {
      if (closing) return;
      setListening(true);
      const isReady = readyNames?.includes(name);
      isTaken ||= name in protocol.requests;
      // What is posted at once may be lost: its service may begin to listen a little later.
      if (isReady && protocol.sticky) timers.set(SETTLE_MS, () => !isTaken && schedule());
      if (state === 'waiting') enter('loading');
      // Synchronously, so that the request that showed it is handled by this host.
      if (state !== 'registered') register();
      else if (isReady) schedule();
    },
    register() {
      if (isRegistered()) schedule();
    },
    close() {
      const wasRegistered = isRegistered();
      closing = new JackfieldError('HOST_CLOSED', `The host of "${service}" is closed`);
      outgoing.stop(closing);
      enter('closing');
      // Otherwise the widget's next request would wait until its time-out. The widget may already be
      // gone: there is no registration to remove then. A sticky one cannot be removed.
      return wasRegistered && !protocol.sticky && !post([]);
    },
    end() {
      stopSettling();
      enter('closed');
    },
  };
}
