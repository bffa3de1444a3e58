import type { Contact, Task } from '@jackfield/core';

/** The outcome of a submit. The agent sees success in all cases except `refused`. */
export interface LogOutcome {
  /**
   * `off`: no page registered for logs. `dropped`: no tab was active. `refused`: the disposition
   * requires a note. `lost`: the tab's document was unloaded before an answer arrived.
   */
  readonly status: 'answered' | 'failed' | 'timeout' | 'lost' | 'off' | 'dropped' | 'refused';
  readonly error?: string | undefined;
  /** How long the agent waited for it, in milliseconds. */
  readonly ms: number;
}

/** A call in the telephony server. Plain data, because the browser stores it. */
export interface LineCall {
  /** Engage-voice's id of the call. */
  readonly uii: string;
  readonly direction: 'INBOUND' | 'OUTBOUND';
  /** The number of the customer, in both directions, as the carrier sent it. */
  readonly ani: string;
  /** The number of the agent's side. */
  readonly dnis: string;
  /** The New York time at which it was queued, without a zone; `''` if the server sent none. */
  readonly queueDts: string;
  /** The name of the server's message about it. */
  readonly message: string;
  readonly segmentId: string;
  /** The AI's summary of it. */
  readonly summary?: string | undefined;
  recordingUrl: string;
  connectedAt?: number;
  endedAt?: number;
  /** Whether the widget has lost its data about the call's leg. */
  isForgotten?: boolean;
  /** For a row of the history that this browser does not have: the name of its disposition. */
  readonly serverDisposition?: string | undefined;
}

/** A call as the agent sees it. */
export interface WidgetCall {
  /** The key of its log: `uii$leg`, or a segment id for a row that only the server has. */
  readonly key: string;
  readonly uii: string;
  readonly direction: 'INBOUND' | 'OUTBOUND';
  /** The number of the customer, in both directions, as the carrier sent it. */
  readonly ani: string;
  readonly dnis: string;
  /** The widget's time, in milliseconds since 1970. */
  readonly connectedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  /** What the agent has entered; absent if nothing. */
  readonly task?: Task | undefined;
  /** The contacts that the page found. The widget shows the first one's name. */
  readonly matches: readonly Partial<Contact>[];
  /** Whether the page answered that it has a log of it. 1.0 sends the query and does not show the answer. */
  readonly logged: boolean;
  /** The outcome of the last submit. */
  readonly outcome?: LogOutcome | undefined;
}

/** Every agent's leg is number 2, so it identifies a call only together with the uii. */
export const AGENT_LEG = '2';

/** Returns the key of a call's log (EvClient.ts:740-742). */
export const keyOf = (call: LineCall): string =>
  call.serverDisposition === undefined ? `${call.uii}$${AGENT_LEG}` : call.segmentId;
