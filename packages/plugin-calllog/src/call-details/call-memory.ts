import type { Call } from '@jackfield/core';
import type { StartTime } from './start-time.js';

/** What is remembered of a call between its pushes, so that a reload loses nothing. */
export interface CallRow {
  /** `call.id`. */
  readonly id: string;
  /** When the widget last told of it. All times are this computer's, in epoch milliseconds. */
  readonly updatedAt: number;
  readonly start?: StartTime | undefined;
  /** When it last began to ring. */
  readonly rangAt?: number | undefined;
  /** When it was first answered. */
  readonly answeredAt?: number | undefined;
  /** Since when the agent is talking; absent while nobody is. */
  readonly talkingSince?: number | undefined;
  /** How long the agent has talked before that. */
  readonly talkedMs?: number | undefined;
  /** When it last ended. */
  readonly endedAt?: number | undefined;
  /** Whether its end named a leg of the agent, which only a call that was answered has. */
  readonly endedWithLeg?: boolean | undefined;
  /** When the agent logged it. */
  readonly loggedAt?: number | undefined;
  /** The log that is made of it without the agent. */
  readonly derived?: DerivedLog | undefined;
  /** The call, as told last; kept only as long as a log may have to be made of it. */
  readonly call?: Call | undefined;
}

/** A log that was made of a call without the agent. */
export interface DerivedLog {
  /** Its key, which stays once it was given out. */
  readonly key: string;
  /** When a tab took it on; absent while none has. */
  readonly claimedAt?: number | undefined;
  /** When that tab had it in the outbox. */
  readonly storedAt?: number | undefined;
}

/** Where calls are remembered. */
export interface CallMemory {
  get(id: string): Promise<CallRow | undefined>;
  /** Reads, changes and writes a row in one transaction; `undefined` from `change` deletes it. */
  update(
    id: string,
    change: (row: CallRow | undefined) => CallRow | undefined,
  ): Promise<CallRow | undefined>;
  all(): Promise<readonly CallRow[]>;
}
