import type { Clock } from '@jackfield/core';
import type { LineData } from '../widget/line.js';
import type { PastRingexCall } from './settings.js';

/** A call in the telephony server of RingEX. Plain data, because the browser stores it. */
export interface PhoneCall {
  /** The key of its log. */
  readonly sessionId: string;
  readonly telephonySessionId: string;
  readonly partyId: string;
  /** The SIP Call-ID of the webphone. */
  readonly callId: string;
  /** The id of the presence call, and later of the row in the call log. */
  readonly id: string;
  readonly direction: 'Inbound' | 'Outbound';
  /** The number of the other side, as it was dialled or sent. It changes with a transfer. */
  number: string;
  /** The name that the network sent, or `''`. */
  readonly name: string;
  readonly ourNumber: string;
  /** The caller's number that the agent chose, for an outbound call. */
  readonly fromNumber: string | undefined;
  /** The name of the call queue, if it came through one. */
  readonly queue: string | undefined;
  readonly startedAt: number;
  connectedAt?: number;
  endedAt?: number;
  /** The state in presence. */
  status: 'Ringing' | 'CallConnected' | 'OnHold' | 'NoCall';
  /** The state of the webphone's session. */
  session: 'setup' | 'connecting' | 'connected' | 'finished';
  isMuted: boolean;
  isRecording: boolean;
  /** Whether the server has sent the ids of the party. */
  hasIds: boolean;
  /** Whether the row has a recording. */
  hasRecording: boolean;
}

/** An event of the webphone, which exists in the calling mode `browser`. */
export type WebphoneEvent =
  'ring' | 'init' | 'start' | 'end' | 'hold' | 'resume' | 'mute' | 'unmute';

/** Receives the server's events, once in each document. Each promise resolves when all it caused is done. */
export interface PhoneListener {
  webphone(event: WebphoneEvent, call: PhoneCall): Promise<unknown>;
  /** The list of active calls changed. */
  presence(): Promise<unknown>;
  /** Rows of the call log arrived, or one got a recording. */
  rows(call: PhoneCall, isNew: boolean): Promise<unknown>;
}

/** The server's side of RingEX. It outlives the browser. */
export interface PhoneLine {
  readonly data: PhoneData;
  attach(listener: PhoneListener): () => void;
  ring(call: NewPhoneCall): readonly [call: PhoneCall, done: Promise<unknown>];
  dial(call: NewPhoneCall): readonly [call: PhoneCall, done: Promise<unknown>];
  answer(call: PhoneCall): Promise<unknown>;
  end(call: PhoneCall): Promise<unknown>;
  hold(call: PhoneCall, on: boolean): Promise<unknown>;
  mute(call: PhoneCall, on: boolean): Promise<unknown>;
  /** Gives the call another customer, as a transfer does. */
  moveTo(call: PhoneCall, number: string): Promise<unknown>;
  /** Lets the row of an ended call arrive now. */
  arrive(call: PhoneCall): Promise<unknown>;
  record(call: PhoneCall): Promise<unknown>;
}

export interface NewPhoneCall {
  readonly number: string;
  readonly name?: string | undefined;
  readonly to?: string | undefined;
  readonly fromNumber?: string | undefined;
  readonly queue?: string | undefined;
}

export interface PhoneData {
  /** All calls that are not over, and those that were in the last list of presence. */
  calls: PhoneCall[];
  /** The ended calls that have a row in the call log, the newest first. */
  readonly rows: PhoneCall[];
  /** The ended calls that have none yet (COM CallHistory.ts:101-136). */
  readonly ended: PhoneCall[];
}

/** Reserved for fiction, like all numbers here. */
export const OUR_NUMBER = '+16505550100';

/** Whether a number is an extension of the same account. */
export const isInternal = (number: string): boolean => /^\d{1,6}$/.test(number);

/** Where the number of the last call is kept; the calls of RingEX and RingCX share it. */
type Serials = Pick<LineData, 'serial'>;

/** Creates a call without an event. */
function newPhoneCall(
  clock: Clock,
  serials: Serials,
  direction: PhoneCall['direction'],
  { number, name = '', to = OUR_NUMBER, fromNumber, queue }: NewPhoneCall,
  agoMs = 0,
): PhoneCall {
  serials.serial += 1;
  const { serial } = serials;
  const hex = serial.toString(16).padStart(28, '0');
  const isInbound = direction === 'Inbound';
  return {
    sessionId: String(214_705_000_000 + serial),
    telephonySessionId: `s-a0d1${hex}`,
    partyId: `p-a0d1${hex}-${isInbound ? 2 : 1}`,
    callId: `${serial.toString(36)}.call@127.0.0.1`,
    id: `active${serial.toString(36)}`,
    direction,
    number,
    name,
    ourNumber: to,
    fromNumber,
    queue,
    startedAt: clock.now() - agoMs,
    status: 'Ringing',
    session: isInbound ? 'connecting' : 'setup',
    isMuted: false,
    isRecording: false,
    hasIds: isInbound,
    hasRecording: false,
  };
}

/** Creates the rows of earlier calls. */
export function pastCalls(
  clock: Clock,
  serials: Serials,
  past: readonly PastRingexCall[],
): PhoneCall[] {
  return past.map(({ agoMs = 3_600_000, duration = 60, direction = 'Inbound', ...call }) => {
    const made = newPhoneCall(clock, serials, direction, call, agoMs);
    const { startedAt } = made;
    const endedAt = startedAt + duration * 1_000;
    return { ...made, connectedAt: startedAt, endedAt, status: 'NoCall', session: 'finished' };
  });
}

/**
 * @param later - runs something later, unless the widget is closed by then; never after `Infinity`
 */
export function createPhoneLine(
  clock: Clock,
  serials: Serials,
  {
    pickUpMs,
    callLogMs,
    isBrowser,
  }: {
    readonly pickUpMs: number;
    readonly callLogMs: number;
    readonly isBrowser: boolean;
  },
  later: (ms: number, run: () => void) => void,
  data: PhoneData,
): PhoneLine {
  const listeners = new Set<PhoneListener>();
  const all = (notify: (listener: PhoneListener) => Promise<unknown>): Promise<unknown> =>
    Promise.all([...listeners].map(notify));
  const webphone = (event: WebphoneEvent, call: PhoneCall): Promise<unknown> | undefined =>
    isBrowser ? all((to) => to.webphone(event, call)) : undefined;
  const isLive = ({ status }: PhoneCall): boolean => status !== 'NoCall';

  /** The next list of presence has no calls that had ended in the last one. */
  function update(ended?: PhoneCall): Promise<unknown> {
    data.calls = data.calls.filter((call) => call === ended || isLive(call));
    return all((to) => to.presence());
  }

  function arriveLater(call: PhoneCall): void {
    later(callLogMs, () => {
      if (data.ended.includes(call)) void line.arrive(call);
    });
  }

  function pickUpLater(call: PhoneCall): void {
    later(pickUpMs, () => {
      if (call.status === 'Ringing') void line.answer(call);
    });
  }

  const line: PhoneLine = {
    data,
    attach(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ring(wanted) {
      const call = newPhoneCall(clock, serials, 'Inbound', wanted);
      data.calls.push(call);
      return [call, Promise.all([webphone('ring', call), update()])];
    },
    dial(wanted) {
      const call = newPhoneCall(clock, serials, 'Outbound', wanted);
      data.calls.push(call);
      const begun = webphone('init', call);
      call.hasIds = true;
      call.session = 'connecting';
      // A call within the account counts as started when the far side rings (docs/integration/events.md).
      if (isInternal(call.number)) call.session = 'connected';
      const isStarted = call.session === 'connected' ? webphone('start', call) : undefined;
      pickUpLater(call);
      return [call, Promise.all([begun, isStarted, update()])];
    },
    answer(call) {
      const isStarted = call.session === 'connected';
      call.connectedAt = clock.now();
      call.session = 'connected';
      call.status = 'CallConnected';
      return Promise.all([isStarted ? undefined : webphone('start', call), update()]);
    },
    end(call) {
      call.endedAt = clock.now();
      call.session = 'finished';
      call.status = 'NoCall';
      // A row may be in the call log before the call leaves the list.
      if (!data.rows.includes(call)) {
        data.ended.unshift(call);
        arriveLater(call);
      }
      return Promise.all([webphone('end', call), update(call)]);
    },
    hold(call, on) {
      call.status = on ? 'OnHold' : 'CallConnected';
      return Promise.all([webphone(on ? 'hold' : 'resume', call), update()]);
    },
    async mute(call, on) {
      call.isMuted = on;
      await webphone(on ? 'mute' : 'unmute', call);
    },
    moveTo(call, number) {
      call.number = number;
      return update();
    },
    arrive(call) {
      data.ended.splice(data.ended.indexOf(call), 1);
      data.rows.unshift(call);
      return all((to) => to.rows(call, true));
    },
    record(call) {
      call.hasRecording = true;
      return all((to) => to.rows(call, false));
    },
  };

  // A document in a frame goes on with the calls of the one before it.
  for (const call of data.calls) if (call.direction === 'Outbound') pickUpLater(call);
  for (const call of data.ended) arriveLater(call);
  return line;
}
