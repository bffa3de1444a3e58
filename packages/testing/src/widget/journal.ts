import type { Messages } from '@jackfield/core';

/** One message on the wire, as it was posted. */
export interface Recorded {
  /** The widget's time, in milliseconds since 1970. */
  readonly at: number;
  /** The number of the tab that it left or reached. */
  readonly tab: number;
  readonly envelope: unknown;
  /** The schemas' name of the message; absent for responses and for what no schema knows. */
  readonly name?: string | undefined;
}

/** One request to the page, and what became of it. */
export interface Asked {
  readonly at: number;
  readonly tab: number;
  readonly id: string;
  readonly name: keyof Messages['requests'];
  readonly data: unknown;
  /** `lost` when the tab's document went away before an answer came. */
  readonly status: 'waiting' | 'answered' | 'failed' | 'timeout' | 'lost';
  readonly result?: unknown;
  /** What the widget made of the error: its text. */
  readonly error?: string | undefined;
  /** How long the widget waited, in milliseconds. */
  readonly ms?: number | undefined;
  /** How many responses came: late ones and second ones count, and change nothing. */
  readonly responses: number;
}

/** A time for which the agent could do nothing but wait for the page. */
export interface Hold {
  readonly for: keyof Messages['requests'];
  readonly ms: number;
  readonly outcome: 'answered' | 'failed' | 'timeout' | 'lost';
}

/** Everything that went over the wire, and what it cost the agent. */
export interface Journal {
  readonly sent: readonly Recorded[];
  readonly received: readonly Recorded[];
  readonly asked: readonly Asked[];
  readonly holds: readonly Hold[];
  /** What the real widget would throw with nobody to catch it. */
  readonly errors: readonly unknown[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A journal that is still being written. */
export interface OpenJournal {
  readonly sent: Recorded[];
  readonly received: Recorded[];
  readonly asked: Writable<Asked>[];
  readonly holds: Hold[];
  readonly errors: unknown[];
}

export function openJournal(): OpenJournal {
  return { sent: [], received: [], asked: [], holds: [], errors: [] };
}
