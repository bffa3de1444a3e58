import type { Call } from '@jackfield/core';
import type { CallDetails } from '../call-log-store.js';
import { callDetailsOf, RING_LIMIT } from './call-details.js';
import type { CallMemory, CallRow } from './call-memory.js';

/** A tab that has claimed a call has this long to store its log in the outbox. */
const CLAIM = 60_000;
/** An answered call without an end message is over after this time: its worker has died. */
const LONGEST_CALL = 12 * 3_600_000;

/** An ended call that the agent did not log. */
export interface UndisposedCall {
  /** `${call.id}$${call.sessionId}`, or `call.id` if no leg is known. */
  readonly key: string;
  readonly call: Call;
  readonly callDetails: CallDetails;
}

/** The calls to log, and when to check again. */
export interface Due {
  readonly calls: readonly UndisposedCall[];
  /** In epoch milliseconds; absent if no call is waiting. */
  readonly nextAt?: number | undefined;
}

/** Returns when a log is due for the call, or `undefined` if none is. */
export function dueAt(row: CallRow, afterMs: number): number | undefined {
  const { call, derived, endedAt, answeredAt, rangAt } = row;
  if (!call || derived?.storedAt !== undefined) return undefined;
  const over = (since: number | undefined, silenceMs: number) =>
    since === undefined ? undefined : since + Math.max(silenceMs, afterMs);
  const due =
    over(endedAt, 0) ??
    // A call that comes back is answered again: the last message counts.
    over(answeredAt && row.updatedAt, LONGEST_CALL) ??
    over(rangAt, RING_LIMIT);
  if (due === undefined) return undefined;
  return derived?.claimedAt === undefined ? due : Math.max(due, derived.claimedAt + CLAIM);
}

/**
 * Claims the due calls, each in a transaction, so that no other tab claims it too. A claim that is
 * not confirmed expires: its tab may have died.
 */
export async function takeDue(memory: CallMemory, now: number, afterMs: number): Promise<Due> {
  const calls: UndisposedCall[] = [];
  let nextAt = Infinity;
  for (const seen of await memory.open()) {
    const seenDueAt = dueAt(seen, afterMs) ?? Infinity;
    if (seenDueAt > now) {
      nextAt = Math.min(nextAt, seenDueAt);
      continue;
    }
    let taken: UndisposedCall | undefined;
    await memory.update(seen.id, (row) => {
      taken = undefined;
      const { call, derived } = row ?? {};
      if (!row || !call || (dueAt(row, afterMs) ?? Infinity) > now) return row;
      const key = derived?.key ?? (call.sessionId ? `${call.id}$${call.sessionId}` : call.id);
      taken = { key, call, callDetails: callDetailsOf(row, call, row.start, now, false) };
      return { ...row, derived: { key, claimedAt: now } };
    });
    if (taken) calls.push(taken);
    nextAt = Math.min(nextAt, now + CLAIM);
  }
  return { calls, ...(nextAt < Infinity && { nextAt }) };
}
