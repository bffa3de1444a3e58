import type { Call } from '@jackfield/core';
import type { CallDetails } from '../call-log-store.js';
import { callDetailsOf, RING_LIMIT } from './call-details.js';
import type { CallMemory, CallRow } from './call-memory.js';

/** A tab that has taken a log on has that long to get it into the outbox. */
const CLAIM = 60_000;
/** An answered call whose end was not told by then is over: its worker has died. */
const LONGEST_CALL = 12 * 3_600_000;

/** A call that is over and that nobody logged. */
export interface UndisposedCall {
  /** `${call.id}$${call.sessionId}`, or `call.id` if no leg was told. */
  readonly key: string;
  readonly call: Call;
  readonly callDetails: CallDetails;
}

/** What is to be logged, and when to look again. */
export interface Due {
  readonly calls: readonly UndisposedCall[];
  /** In epoch milliseconds; absent if there is nothing to wait for. */
  readonly nextAt?: number | undefined;
}

/** When a log is to be made of the call; `undefined` if none is. */
export function dueAt(row: CallRow, afterMs: number): number | undefined {
  const { call, derived, endedAt, answeredAt, rangAt } = row;
  if (!call || derived?.storedAt !== undefined) return undefined;
  const over = (since: number | undefined, unheardMs: number) =>
    since === undefined ? undefined : since + Math.max(unheardMs, afterMs);
  const due =
    over(endedAt, 0) ??
    // A call that comes back is answered anew: what was told last counts.
    over(answeredAt && row.updatedAt, LONGEST_CALL) ??
    over(rangAt, RING_LIMIT);
  if (due === undefined) return undefined;
  return derived?.claimedAt === undefined ? due : Math.max(due, derived.claimedAt + CLAIM);
}

/**
 * Takes on the calls that are due, each in a transaction, so that no other tab takes it on too. What
 * a tab took on and never confirmed is due again later: it may have died.
 */
export async function takeDue(memory: CallMemory, now: number, afterMs: number): Promise<Due> {
  const calls: UndisposedCall[] = [];
  let nextAt = Infinity;
  for (const seen of await memory.all()) {
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
