import type { Clock } from '@jackfield/core';
import { randomBelow } from '../transcript/random.js';
import type { LineCall } from './call.js';
import { wallTime } from './wall-time.js';

/** Events of the telephony server. Each promise resolves when everything that the event caused is done. */
export interface LineListener {
  /** A leg was added to the call. */
  session(call: LineCall, leg: 'customer' | 'agent'): Promise<unknown>;
  /** The call, which had a leg of the agent, is over. */
  ended(call: LineCall): Promise<unknown>;
}

/** The data of a call before it rings. */
export interface NewCall {
  readonly direction: LineCall['direction'];
  readonly ani: string;
  readonly dnis?: string | undefined;
  /** `''` if the server sends no time; default: now. */
  readonly queueDts?: string | undefined;
  readonly message?: string | undefined;
  readonly recordingUrl?: string | undefined;
  readonly summary?: string | undefined;
}

/** The server's side of one agent: at most one call at a time. It outlives the browser. */
export interface Line {
  /** Plain data, from which another line can be created. */
  readonly data: LineData;
  attach(listener: LineListener): () => void;
  /** Creates a call without an event. */
  make(call: NewCall, agoMs?: number): LineCall;
  ring(call: LineCall): Promise<unknown>;
  /** Calls the far side, which picks up after `pickUpMs`. */
  dial(call: LineCall): void;
  /** The agent answers, or the far side picks up. */
  connect(): Promise<unknown>;
  /** Ends the call, in any state. */
  end(): Promise<unknown>;
  /** Clears the timer. */
  close(): void;
}

export interface LineData {
  state: 'idle' | 'dialing' | 'ringing' | 'connected';
  call: LineCall | undefined;
  /** The number of the last call. */
  serial: number;
}

/** Reserved for fiction, like all numbers here. */
const OUR_NUMBER = '6505550100';

/** The server's message about a new call (X0 lib/formatEvCall.ts:7). */
const NEW_CALL = 'Received NEW-CALL notification';

/** How many calls a seed has numbers for. */
const CALLS_OF_SEED = 1_000_000;

/** How many seeds there are: a call's id has twelve digits for its number. */
export const SEEDS = 1_000_000;

/** From where random numbers of calls begin: the last seed's part leaves room to count. */
const NUMBERS = (SEEDS - 1) * CALLS_OF_SEED;

/**
 * @param from - the data of an earlier line
 * @param seed - fixes the numbers of the calls. By default they are random: a clock that stands still
 * would give the calls of each run the same ids
 */
export function createLine(clock: Clock, pickUpMs: number, from?: LineData, seed?: number): Line {
  const serial = seed === undefined ? randomBelow(NUMBERS) : seed * CALLS_OF_SEED;
  const data: LineData = from ?? { state: 'idle', call: undefined, serial };
  const listeners = new Set<LineListener>();
  let timer: unknown;

  const notify = (call: (listener: LineListener) => Promise<unknown>): Promise<unknown> =>
    Promise.all([...listeners].map(call));

  async function connect(): Promise<unknown> {
    const { call, state } = data;
    clock.clearTimeout(timer);
    if (!call) return undefined;
    call.connectedAt = clock.now();
    data.state = 'connected';
    // In an outbound call the customer's leg is added with the connection.
    return Promise.all([
      state === 'dialing' ? notify((to) => to.session(call, 'customer')) : undefined,
      notify((to) => to.session(call, 'agent')),
    ]);
  }

  function waitForPickUp(): void {
    if (pickUpMs !== Infinity) timer = clock.setTimeout(() => void connect(), pickUpMs);
  }

  if (data.state === 'dialing') waitForPickUp();

  return {
    data,
    attach(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    make({ direction, ani, dnis, queueDts, message, recordingUrl, summary }, agoMs = 0) {
      const at = clock.now() - agoMs;
      const newYork = wallTime(at, 'America/New_York');
      data.serial += 1;
      const serial = String(data.serial).padStart(12, '0');
      return {
        uii: `${newYork.replaceAll(/\D/g, '')}0139${serial}`,
        direction,
        ani,
        dnis: dnis ?? OUR_NUMBER,
        queueDts: queueDts ?? newYork,
        message: message ?? NEW_CALL,
        segmentId: `segment-${at}-${data.serial}`,
        summary,
        recordingUrl: recordingUrl ?? '',
      };
    },
    ring(call) {
      data.call = call;
      data.state = 'ringing';
      return notify((to) => to.session(call, 'customer'));
    },
    dial(call) {
      data.call = call;
      data.state = 'dialing';
      waitForPickUp();
    },
    connect,
    end() {
      const { call, state } = data;
      clock.clearTimeout(timer);
      data.call = undefined;
      data.state = 'idle';
      // A call without an agent's leg is not in the list, so there is no end (EvPresence.ts:406-408).
      if (!call || state !== 'connected') return Promise.resolve();
      call.endedAt = clock.now();
      return notify((to) => to.ended(call));
    },
    close: () => clock.clearTimeout(timer),
  };
}
