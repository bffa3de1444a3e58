import type { Clock } from '@jackfield/core';
import type { LineCall } from './call.js';
import { wallTime } from './wall-time.js';

/** What the telephony server tells a widget. Each resolves when all that it caused is done. */
export interface LineListener {
  /** A leg was added to the call. */
  session(call: LineCall, leg: 'customer' | 'agent'): Promise<unknown>;
  /** The call, which had a leg of the agent, is over. */
  ended(call: LineCall): Promise<unknown>;
}

/** What is known of a call before it rings. */
export interface NewCall {
  readonly direction: LineCall['direction'];
  readonly ani: string;
  readonly dnis?: string | undefined;
  /** `''` if the server sends no time; this moment's if left out. */
  readonly queueDts?: string | undefined;
  readonly message?: string | undefined;
  readonly recordingUrl?: string | undefined;
  readonly summary?: string | undefined;
}

/** The server's side of one agent: at most one call at a time. It outlives every browser. */
export interface Line {
  /** Plain data, to begin another line with. */
  readonly data: LineData;
  attach(listener: LineListener): () => void;
  /** Makes a call without telling anybody. */
  make(call: NewCall, agoMs?: number): LineCall;
  ring(call: LineCall): Promise<unknown>;
  /** Calls the far side, which picks up after a while. */
  dial(call: LineCall): void;
  /** The agent answers, or the far side picks up. */
  connect(): Promise<unknown>;
  /** Ends the call, whatever its state. */
  end(): Promise<unknown>;
  /** Leaves no timer behind. */
  close(): void;
}

export interface LineData {
  state: 'idle' | 'dialing' | 'ringing' | 'connected';
  call: LineCall | undefined;
  /** How many calls have been made. */
  serial: number;
}

/** Reserved for fiction, as all numbers here. */
const OUR_NUMBER = '6505550100';

/** What the server calls the message of a new call (X0 lib/formatEvCall.ts:7). */
const NEW_CALL = 'Received NEW-CALL notification';

export function createLine(clock: Clock, pickUpMs: number, from?: LineData): Line {
  const data: LineData = from ?? { state: 'idle', call: undefined, serial: 0 };
  const listeners = new Set<LineListener>();
  let timer: unknown;

  const tell = (say: (listener: LineListener) => Promise<unknown>): Promise<unknown> =>
    Promise.all([...listeners].map(say));

  async function connect(): Promise<unknown> {
    const { call, state } = data;
    clock.clearTimeout(timer);
    if (!call) return undefined;
    call.connectedAt = clock.now();
    data.state = 'connected';
    // The leg of the customer of an outbound call comes with the connection.
    return Promise.all([
      state === 'dialing' ? tell((to) => to.session(call, 'customer')) : undefined,
      tell((to) => to.session(call, 'agent')),
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
      return tell((to) => to.session(call, 'customer'));
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
      // A call without a leg of the agent is in no list, so nothing ends (EvPresence.ts:406-408).
      if (!call || state !== 'connected') return Promise.resolve();
      call.endedAt = clock.now();
      return tell((to) => to.ended(call));
    },
    close: () => clock.clearTimeout(timer),
  };
}
