import type { Alarm } from './alarm.js';
import type { HostEvents, HostState } from './events.js';
import type { Transport, TransportEvent } from './transport.js';

/** How long after its load a silent widget is assumed to listen. */
const SETTLE_MS = 2_000;

interface Owner {
  /** Sends the register message. */
  register(): void;
  message(data: unknown, reply: (envelope: unknown) => void): void;
  /** Called when the widget starts or stops listening. */
  ready(is: boolean): void;
  refused(event: TransportEvent & { type: 'refused' }): void;
  changed(state: HostState): void;
  /** Called when the widget appears, is loaded, or is removed. */
  moved(type: HostEvents['widget']['type']): void;
}

/** The host's connection with one widget: `waiting → loading → registered → closing → closed`. */
export interface Session {
  readonly state: HostState;
  /** Starts to listen. */
  start(): void;
  /** Registers after the current task, if there is a widget. */
  register(): void;
  /** Handles a message of the widget; `began` if it is the ready message. */
  alive(began: boolean): void;
  /** Whether the host has started to close. */
  isClosing(): boolean;
  close(): void;
  end(): void;
}

/**
 * 1. `waiting`: there is no widget. `loading`: there is one that does not listen yet.
 * 2. A load, or any message of the protocol, shows that it listens: the host registers and is
 *    `registered`. A message comes first if the widget starts before its document's `load`.
 * 3. After a load, commands wait for the widget's first message, but at most two seconds.
 * 4. The widget may be removed and added at any time. Pending requests are finished even so.
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

  function onWidgetEvent(event: TransportEvent): void {
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
      stop = transport.subscribe(onWidgetEvent);
    },
    register() {
      if (state === 'registered') schedule();
    },
    alive(began) {
      if (isClosing()) return;
      ready(true);
      if (state === 'registered') return began ? schedule() : undefined;
      // Synchronously, so that the request that showed it is handled by this host.
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
