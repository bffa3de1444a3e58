import type { Contact, Task } from '@jackfield/core';

/** What became of a submit. The agent is shown success in all cases but `refused`. */
export interface LogOutcome {
  /**
   * `off`: no page has asked for logs. `dropped`: no tab was active. `refused`: the disposition
   * needs a note. `lost`: the tab's document went away before an answer came.
   */
  readonly status: 'answered' | 'failed' | 'timeout' | 'lost' | 'off' | 'dropped' | 'refused';
  readonly error?: string | undefined;
  /** How long the agent waited for it, in milliseconds. */
  readonly ms: number;
}

/** A call as the telephony server has it. It is plain data: a browser keeps it. */
export interface LineCall {
  /** Engage-voice's id of the call. */
  readonly uii: string;
  readonly direction: 'INBOUND' | 'OUTBOUND';
  /** The number of the customer, whatever the direction, as the carrier sent it. */
  readonly ani: string;
  /** The number of the agent's side. */
  readonly dnis: string;
  /** The time of New York at which it was queued, without a zone; `''` if the server sent none. */
  readonly queueDts: string;
  /** What the server called the message that brought it. */
  readonly message: string;
  readonly segmentId: string;
  /** What the AI will have made of it. */
  readonly summary?: string | undefined;
  recordingUrl: string;
  connectedAt?: number;
  endedAt?: number;
  /** The widget has lost what it knew of the call's leg. */
  isForgotten?: boolean;
  /** A row of the history that this browser has never seen: the name of its disposition. */
  readonly serverDisposition?: string | undefined;
}

/** A call as the agent sees it. */
export interface WidgetCall {
  /** The key of its log: `uii$leg`, or a segment id for a row that only the server knows. */
  readonly key: string;
  readonly uii: string;
  readonly direction: 'INBOUND' | 'OUTBOUND';
  /** The number of the customer, whatever the direction, as the carrier sent it. */
  readonly ani: string;
  readonly dnis: string;
  /** The widget's time, in milliseconds since 1970. */
  readonly connectedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  /** What the agent has entered; absent if nothing. */
  readonly task?: Task | undefined;
  /** The contacts that the page found. The widget shows the first one's name. */
  readonly matches: readonly Partial<Contact>[];
  /** Whether the page said that it keeps a log of it. 1.0 asks, and does not show it. */
  readonly logged: boolean;
  /** What became of the last submit. */
  readonly outcome?: LogOutcome | undefined;
}

/** Every agent's leg is number 2, so it names no call without the uii. */
export const AGENT_LEG = '2';

/** The key of a call's log (EvClient.ts:740-742). */
export const keyOf = (call: LineCall): string =>
  call.serverDisposition === undefined ? `${call.uii}$${AGENT_LEG}` : call.segmentId;
