import type { Messages } from '@jackfield/core';

/** The names of the requests of RingCX, the default of the journals. */
type RingcxRequest = keyof Messages['requests'];

/** One message on the wire, as it was posted. */
export interface Recorded {
  /** The widget's time, in milliseconds since 1970. */
  readonly at: number;
  /** The number of the tab that it left or reached. */
  readonly tab: number;
  readonly envelope: unknown;
  /** The schema name of the message; absent for responses and unknown types. */
  readonly name?: string | undefined;
  /** What the schemas do not allow in it; only for messages of the page to a RingEX widget. */
  readonly issues?: readonly string[] | undefined;
}

/** One request to the page, and its outcome. */
export interface RecordedRequest<Name extends string = RingcxRequest> {
  readonly at: number;
  readonly tab: number;
  readonly id: string;
  readonly name: Name;
  readonly data: unknown;
  /** `lost`: the tab's document was unloaded before an answer arrived. */
  readonly status: 'waiting' | 'answered' | 'failed' | 'timeout' | 'lost';
  readonly result?: unknown;
  /** The text of the error, as the widget converts it. */
  readonly error?: string | undefined;
  /** How long the widget waited, in milliseconds. */
  readonly ms?: number | undefined;
  /** How many responses arrived, including late and second ones, which have no effect. */
  readonly responses: number;
}

/** A period in which the agent was blocked, waiting for the page. */
export interface Hold<Name extends string = RingcxRequest> {
  readonly for: Name;
  readonly ms: number;
  readonly outcome: 'answered' | 'failed' | 'timeout' | 'lost';
}

/** Every message on the wire, and how long the agent was blocked. */
export interface Journal<Name extends string = RingcxRequest> {
  readonly sent: readonly Recorded[];
  readonly received: readonly Recorded[];
  readonly requests: readonly RecordedRequest<Name>[];
  readonly holds: readonly Hold<Name>[];
  /** Errors that the real widget would throw uncaught. */
  readonly errors: readonly unknown[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The writable journal. */
export interface OpenJournal<Name extends string = RingcxRequest> {
  readonly sent: Recorded[];
  readonly received: Recorded[];
  readonly requests: Writable<RecordedRequest<Name>>[];
  readonly holds: Hold<Name>[];
  readonly errors: unknown[];
}

export function openJournal<Name extends string = RingcxRequest>(): OpenJournal<Name> {
  return { sent: [], received: [], requests: [], holds: [], errors: [] };
}
