import type { Call } from '@jackfield/core';
import type { CallDetails } from '../call-log-store.js';
import type { CallRow } from './call-memory.js';
import type { StartTime } from './start-time.js';

/** For how long a call rings at most: when its caller gives up, the widget says nothing. */
export const RING_LIMIT = 120_000;

const DIRECTIONS: ReadonlySet<string> = new Set(['inbound', 'outbound', 'internal']);

/** The direction as queries and logs have it. */
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
  // Only who had the call can submit it, also if this page was loading when it was answered.
  if (isLogged && agentLeg(call) !== undefined) return 'answered';
  return at - rangAt >= RING_LIMIT ? 'missed' : 'unknown';
}

/** `duration` is RingCX's own measure of the agent's connection; it has no delay of a message in it. */
function talkSecondsOf({ talkedMs, endedAt }: CallRow, { duration }: Call): number | undefined {
  if (duration !== undefined && Number.isFinite(duration) && duration >= 0) return duration;
  if (talkedMs === undefined || endedAt === undefined) return undefined;
  return Math.round(talkedMs / 1_000);
}

/**
 * Returns the details of a call.
 *
 * @param row - what is remembered of it
 * @param call - as it was told last
 * @param start - when it began
 * @param at - the present, in epoch milliseconds
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
  return {
    direction: directionOf(call),
    outcome,
    ...(start && { startedAt: start.at, rawStartTime: start.raw }),
    startTimeCertain: start?.isCertain ?? false,
    ...(row.answeredAt !== undefined && { answeredAt: row.answeredAt }),
    ...(row.endedAt !== undefined && { endedAt: row.endedAt }),
    ...(talkSeconds !== undefined && { talkSeconds }),
  };
}
