import type { Alarm } from './alarm.js';
import type { HostEvents, HostState } from './events.js';
import type { Transport, TransportEvent } from './transport.js';

/** How long after its load a widget that says nothing is taken to listen. */
const SETTLE_MS = 2_000;

interface Owner {
  /** Sends the register message. */
  register(): void;
  message(data: unknown, reply: (envelope: unknown) => void): void;
  /** The widget listens, or it does so no more. */
  ready(is: boolean): void;
  refused(event: TransportEvent & { type: 'refused' }): void;
  changed(state: HostState): void;
  /** The widget came, was loaded, or went. */
  moved(type: HostEvents['widget']['type']): void;
}

/** The host's bond with one widget: `waiting → loading → registered → closing → closed`. */
export interface Session {
  readonly state: HostState;
  /** Starts to listen. */
  start(): void;
  /** Registers once the running task is over, if there is somebody to register with. */
  register(): void;
  /** The widget has said something; `began` if it said that it has just started. */
  alive(began: boolean): void;
  /** Whether the host has begun to close. */
  isClosing(): boolean;
  close(): void;
  end(): void;
}

/**
 * 1. `waiting`: there is no widget. `loading`: there is one that does not listen yet.
 * 2. A load, or any message of the protocol, shows that it listens: register, and be `registered`.
 *    A message comes first where the widget starts before its document's `load`.
 * 3. A load also begins the wait for a sign of life: commands are posted after the first message
 *    since, or after two seconds.
 * 4. The widget may go and come at any time. What is under way is finished all the same.
 */
export function createSession(transport: Transport, alarm: Alarm, owner: Owner): Session {
  let state: HostState = 'waiting';
  let isScheduled = false;
  let isReady = false;
  let unsettle = (): void => undefined;
  let stop = (): void => undefined;

  const isClosing = (): boolean => state === 'closing' || state === 'closed';

  function enter(next: HostState): void {
    if (state === next) return;
    state = next;
    owner.changed(next);
  }

  function ready(is: boolean): void {
    if (isReady === is) return;
    isReady = is;
    unsettle();
    owner.ready(is);
  }

  function register(): void {
    isScheduled = false;
    if (isClosing() || state === 'waiting') return;
    owner.register();
    enter('registered');
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => isScheduled && register());
  }

  function hear(event: TransportEvent): void {
    const { type } = event;
    if (type === 'message') return owner.message(event.data, event.reply ?? transport.send);
    if (isClosing()) return;
    if (type === 'refused') return owner.refused(event);
    owner.moved(type);
    ready(false);
    enter(type === 'gone' ? 'waiting' : 'loading');
    if (type !== 'load') return;
    unsettle();
    unsettle = alarm.set(SETTLE_MS, () => ready(true));
    schedule();
  }

  return {
    get state() {
      return state;
    },
    start() {
      stop = transport.subscribe(hear);
    },
    register() {
      if (state === 'registered') schedule();
    },
    alive(began) {
      if (isClosing()) return;
      ready(true);
      if (state === 'registered') return began ? schedule() : undefined;
      // At once, so that a request which showed it is answered as ours.
      enter('loading');
      register();
    },
    isClosing,
    close() {
      enter('closing');
    },
    end() {
      unsettle();
      stop();
      enter('closed');
    },
  };
}
