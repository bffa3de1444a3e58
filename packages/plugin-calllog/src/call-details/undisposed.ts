import type { Call } from '@jackfield/core';
import type { CallDetails } from '../call-log-store.js';
import { callDetailsOf, RING_LIMIT } from './call-details.js';
import type { CallMemory, CallRow } from './call-memory.js';
import { CLOCK_TOLERANCE } from './clock-watch.js';

/** A tab that has claimed a call has this long to store its log in the outbox. */
const CLAIM = 60_000;
/** An answered call without an end message is over after this time: its worker has died. */
const LONGEST_CALL = 12 * 3_600_000;

/** An ended call that the agent did not log. */
export interface UndisposedCall {
  /** See {@link keyOf}. */
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

/**
 * Returns when a log is due for the call, or `undefined` if none is.
 *
 * A time in the future was noted before the clock was put back. How long ago that was is unknown, so
 * it is due now: what the agent logs later replaces a derived log.
 */
export function dueAt(row: CallRow, afterMs: number, now: number): number | undefined {
  const { call, derived, endedAt, answeredAt, rangAt } = row;
  if (!call || derived?.storedAt !== undefined) return undefined;
  const isFuture = (at: number) => at > now + CLOCK_TOLERANCE;
  const over = (since: number | undefined, silenceMs: number) => {
    if (since === undefined) return undefined;
    return isFuture(since) ? now : since + Math.max(silenceMs, afterMs);
  };
  const due =
    over(endedAt, 0) ??
    // A call that comes back is answered again: the last message counts.
    over(answeredAt && row.updatedAt, LONGEST_CALL) ??
    over(rangAt, RING_LIMIT);
  if (due === undefined) return undefined;
  const { claimedAt } = derived ?? {};
  return claimedAt === undefined || isFuture(claimedAt) ? due : Math.max(due, claimedAt + CLAIM);
}

/**
 * Returns the key of a derived log.
 *
 * 1. An answered call has the key under which the agent would log it: on RingEX its own, on RingCX
 *    that of the agent's leg, `${call.id}$${call.sessionId}`.
 * 2. A call of a queue rings at several agents under one id, and a ring may name the caller's leg.
 *    So the key of any other call names the owner, or RingCX's id of the agent.
 */
function keyOf(
  { id, sessionId, partyId, logKey }: Call,
  isAnswered: boolean,
  owner?: string,
): string {
  if (isAnswered && logKey) return logKey;
  if (isAnswered && sessionId) return `${id}$${sessionId}`;
  // `$` and `:` of an id would make keys ambiguous.
  if (owner) return `${id}$owner:${encodeURIComponent(owner)}`;
  return partyId ? `${id}$agent:${encodeURIComponent(partyId)}` : id;
}

/**
 * Claims the due calls, each in a transaction, so that no other tab claims it too. A claim that is
 * not confirmed expires: its tab may have died.
 */
export async function takeDue(
  memory: CallMemory,
  now: number,
  afterMs: number,
  owner?: string,
): Promise<Due> {
  const calls: UndisposedCall[] = [];
  let nextAt = Infinity;
  for (const seen of await memory.open()) {
    const seenDueAt = dueAt(seen, afterMs, now) ?? Infinity;
    if (seenDueAt > now) {
      nextAt = Math.min(nextAt, seenDueAt);
      continue;
    }
    let taken: UndisposedCall | undefined;
    await memory.update(seen.id, (row) => {
      taken = undefined;
      const { call, derived } = row ?? {};
      if (!row || !call || (dueAt(row, afterMs, now) ?? Infinity) > now) return row;
      const callDetails = callDetailsOf(row, call, row.start, now, false);
      const key = derived?.key ?? keyOf(call, callDetails.outcome === 'answered', owner);
      taken = { key, call, callDetails };
      return { ...row, derived: { key, claimedAt: now } };
    });
    if (taken) calls.push(taken);
    nextAt = Math.min(nextAt, now + CLAIM);
  }
  return { calls, ...(nextAt < Infinity && { nextAt }) };
}
