import type { Match } from './service.js';
import type { Payload } from './wire.js';

export interface Task {
  readonly dispositionId: string | null;
  readonly notes: string;
  readonly summary: string;
}

/** What became of a submit: the agent is told "success" either way. */
export type LogOutcome = 'off' | 'ok' | { readonly error: string };

export interface Call {
  readonly uii: string;
  readonly direction: 'INBOUND' | 'OUTBOUND';
  /** The customer's number, as the carrier sent it, whatever the direction. */
  readonly ani: string;
  readonly dnis: string;
  readonly queueDts: string;
  connectedAt?: number;
  endedAt?: number;
  matches: readonly Match[];
  matchedAt?: number;
  task?: Task;
  outcome?: LogOutcome;
  logged: boolean;
}

const AGENT_ID = '1554304';
/** Every agent's leg is number 2: it names no call without the uii. */
const AGENT_LEG = '2';
const OUR_NUMBER = '6505550100';

const newYork = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'medium',
});

const digits = (count: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), (n) => n % 10).join('');

export function newCall(direction: Call['direction'], ani: string): Call {
  const queueDts = newYork.format(Date.now());
  return {
    uii: `${queueDts.replaceAll(/\D/g, '')}0139${digits(12)}`,
    direction,
    ani,
    dnis: OUR_NUMBER,
    queueDts,
    matches: [],
    logged: false,
  };
}

/** The key of a call's log: the whole call's id and the agent's leg. */
export const logKey = (call: Call): string => `${call.uii}$${AGENT_LEG}`;

type Event = 'ring' | 'talk' | 'log';

/** The call as 1.0 tells it. Only a log knows the customer's name: events are sent before any match. */
export function formatCall(call: Call, event: Event): Payload {
  const customer = {
    phoneNumber: call.ani,
    name: event === 'log' ? call.matches[0]?.name : undefined,
  };
  const agent = { phoneNumber: call.dnis, name: call.dnis };
  const inbound = call.direction === 'INBOUND';
  return {
    id: call.uii,
    direction: call.direction,
    from: inbound ? customer : agent,
    to: inbound ? agent : customer,
    telephonyStatus: event === 'ring' ? 'CallRing' : 'CallConnected',
    sessionId: event === 'ring' ? undefined : AGENT_LEG,
    telephonySessionId: call.uii,
    partyId: AGENT_ID,
    // New York's wall time read in this browser's zone: wrong elsewhere, as in the real 1.0.
    startTime: new Date(call.queueDts).getTime(),
    offset: 0,
    fromMatches: [],
    toMatches: [],
    activityMatches: [],
    recordingUrl: event === 'ring' ? undefined : '',
  };
}
