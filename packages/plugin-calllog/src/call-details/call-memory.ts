import type { Call } from '@jackfield/core';
import type { StartTime } from './start-time.js';

/** The state of a call between its push messages, stored so that it survives a reload. */
export interface CallRow {
  /** `call.id`. */
  readonly id: string;
  /** When the last message about it arrived. All times are this computer's, in epoch milliseconds. */
  readonly updatedAt: number;
  readonly start?: StartTime | undefined;
  /** When it last began to ring. */
  readonly rangAt?: number | undefined;
  /** When it was first answered. */
  readonly answeredAt?: number | undefined;
  /** When the agent's current conversation began; absent if there is none. */
  readonly talkingSince?: number | undefined;
  /** How long the agent talked before that. */
  readonly talkedMs?: number | undefined;
  /** When it last ended. */
  readonly endedAt?: number | undefined;
  /** Whether its end named a leg of the agent, which only an answered call has. */
  readonly endedWithLeg?: boolean | undefined;
  /** Whether the computer's clock was set during the call, so that its times contradict each other. */
  readonly isClockChanged?: boolean | undefined;
  /** When the agent logged it. */
  readonly loggedAt?: number | undefined;
  /** The log that is created for it without the agent. */
  readonly derived?: DerivedLog | undefined;
  /** The call as received last; kept only while a log may have to be created for it. */
  readonly call?: Call | undefined;
}

/** A log that was created for a call without the agent. */
export interface DerivedLog {
  /** Its key, which never changes. */
  readonly key: string;
  /** When a tab claimed it; absent if none has. */
  readonly claimedAt?: number | undefined;
  /** When that tab had stored it in the outbox. */
  readonly storedAt?: number | undefined;
}

/** Where the state of calls is stored. */
export interface CallMemory {
  get(id: string): Promise<CallRow | undefined>;
  /** Reads, changes and writes a row in one transaction; `undefined` from `change` deletes it. */
  update(
    id: string,
    change: (row: CallRow | undefined) => CallRow | undefined,
  ): Promise<CallRow | undefined>;
  all(): Promise<readonly CallRow[]>;
  /** Reads the calls for which a log may still have to be created. */
  open(): Promise<readonly CallRow[]>;
  /** Deletes what is too old or too much, in one transaction. */
  forget(now: number): Promise<void>;
}
