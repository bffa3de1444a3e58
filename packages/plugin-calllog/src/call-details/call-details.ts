import type { Call } from '@jackfield/core';
import type { CallDetails } from '../call-log-store.js';
import type { CallRow } from './call-memory.js';
import type { StartTime } from './start-time.js';

/** How long a call rings at most. When its caller gives up, the widget sends no message. */
export const RING_LIMIT = 120_000;

const DIRECTIONS: ReadonlySet<string> = new Set(['inbound', 'outbound', 'internal']);

/** Returns the direction in the format of queries and logs. */
export function directionOf({ direction }: Call): CallDetails['direction'] {
  const lower = direction.toLowerCase();
  return DIRECTIONS.has(lower) ? (lower as CallDetails['direction']) : 'unknown';
}

/** The leg of the agent, if the call names one; in rows of the history it is the segment instead. */
const agentLeg = ({ sessionId, segmentId }: Call): string | undefined =>
  sessionId === segmentId ? undefined : sessionId || undefined;

function outcomeOf(
  row: CallRow,
  call: Call,
  at: number,
  isLogged: boolean,
): CallDetails['outcome'] {
  const { answeredAt, endedAt, endedWithLeg, rangAt } = row;
  if (answeredAt !== undefined || endedWithLeg) return 'answered';
  if (rangAt === undefined) return 'unknown';
  if (endedAt !== undefined) return 'missed';
  // Only an agent who answered the call can submit it, even if this page was loading at that time.
  if (isLogged && agentLeg(call) !== undefined) return 'answered';
  return at - rangAt >= RING_LIMIT ? 'missed' : 'unknown';
}

/** Prefers `duration`, RingCX's own measure of the agent's connection: it has no message delay. */
function talkSecondsOf(row: CallRow, { duration }: Call): number | undefined {
  const { talkedMs, endedAt, isClockChanged } = row;
  if (duration !== undefined && Number.isFinite(duration) && duration >= 0) return duration;
  if (talkedMs === undefined || endedAt === undefined || isClockChanged) return undefined;
  return Math.round(talkedMs / 1_000);
}

/**
 * Returns the details of a call.
 *
 * @param row - the stored state of the call
 * @param call - the call as received last
 * @param start - when it began
 * @param at - the current time, in epoch milliseconds
 * @param isLogged - whether the agent is logging it
 */
export function callDetailsOf(
  row: CallRow,
  call: Call,
  start: StartTime | undefined,
  at: number,
  isLogged: boolean,
): CallDetails {
  const outcome = outcomeOf(row, call, at, isLogged);
  const talkSeconds = outcome === 'missed' ? undefined : talkSecondsOf(row, call);
  const timesCertain = row.isClockChanged !== true;
  return {
    direction: directionOf(call),
    outcome,
    ...(start && { startedAt: start.at, rawStartTime: start.raw }),
    // The start was read by this clock as well.
    startTimeCertain: timesCertain && (start?.isCertain ?? false),
    timesCertain,
    // Times of a clock that was set in between contradict each other, and which of them is wrong is
    // unknown.
    ...(timesCertain && row.answeredAt !== undefined && { answeredAt: row.answeredAt }),
    ...(timesCertain && row.endedAt !== undefined && { endedAt: row.endedAt }),
    ...(talkSeconds !== undefined && { talkSeconds }),
  };
}
