import type { Call } from '@jackfield/core';
import type { CallRow } from './call-memory.js';
import { CLOCK_TOLERANCE } from './clock-watch.js';
import type { StartTime } from './start-time.js';

/** Within this time, a repeated message about a call is from another tab. */
const REPEAT = 3_000;

/** A push message, which changes the stored state of its call. */
export interface Push {
  readonly call: Call;
  readonly at: number;
  /** When the call began, according to this push. */
  readonly start: StartTime | undefined;
  /** Whether the call itself is stored. */
  readonly keepsCall: boolean;
  /** Whether this page knows that the clock was set during the call. */
  readonly isClockChanged: boolean;
}

/** The call as received last, with the last received leg and key. */
function remembered(row: CallRow | undefined, { call, keepsCall }: Push): Pick<CallRow, 'call'> {
  if (!keepsCall || row?.loggedAt !== undefined) return {};
  const sessionId = call.sessionId || row?.call?.sessionId;
  const logKey = call.logKey || row?.call?.logKey;
  return { call: { ...call, ...(sessionId && { sessionId }), ...(logKey && { logKey }) } };
}

/** A derived log that exists is created again, because there is new information. */
const reopened = ({ derived }: Partial<CallRow>): Pick<CallRow, 'derived'> =>
  derived ? { derived: { key: derived.key } } : {};

const updated = (row: CallRow, at: number, isClockChanged: boolean): CallRow => ({
  ...row,
  updatedAt: at,
  ...(isClockChanged && { isClockChanged: true }),
});

const rowOf = (row: CallRow | undefined, { call, at }: Push): CallRow =>
  row ?? { id: call.id, updatedAt: at };

const begun = (row: CallRow | undefined, push: Push): CallRow => {
  const start = row?.start ?? push.start;
  const next = updated(rowOf(row, push), push.at, push.isClockChanged);
  return { ...next, ...(start && { start }) };
};

/** 1.0 rings at every leg, so also after the answer, which is ignored. */
export function rung(row: CallRow | undefined, push: Push): CallRow {
  const next = begun(row, push);
  if (next.answeredAt !== undefined || next.endedAt !== undefined) return next;
  return { ...next, rangAt: push.at, ...remembered(row, push) };
}

/** 0.x sends an answer from every tab, and again after a reload; a call may also come back. */
export function answered(row: CallRow | undefined, push: Push): CallRow {
  const next = begun(row, push);
  // Another tab may note an earlier message later.
  const isBack = next.endedAt !== undefined && push.at - next.endedAt > REPEAT;
  if (next.endedAt !== undefined && !isBack) return next;
  return {
    ...next,
    ...remembered(row, push),
    ...reopened(next),
    answeredAt: next.answeredAt ?? push.at,
    talkingSince: next.talkingSince ?? push.at,
    endedAt: undefined,
  };
}

/** The first of several ends counts: 0.x sends it from every tab. */
export function ended(row: CallRow | undefined, push: Push): CallRow {
  const { at, isClockChanged } = push;
  const next = rowOf(row, push);
  if (next.endedAt !== undefined) return updated(next, at, isClockChanged);
  return {
    ...endedUnnamed(next, at, isClockChanged),
    ...remembered(row, push),
    ...(push.call.sessionId && { endedWithLeg: true }),
  };
}

/** Returns the row of an ended call, whether or not the message named the call. */
export function endedUnnamed(row: CallRow, at: number, isClockChanged: boolean): CallRow {
  const { talkingSince, talkedMs = 0 } = row;
  // The page that noted the answer may be gone, and its monotonic clock with it.
  const isBeforeAnswer = talkingSince !== undefined && at < talkingSince - CLOCK_TOLERANCE;
  return {
    ...updated(row, at, isClockChanged || isBeforeAnswer),
    ...reopened(row),
    endedAt: at,
    talkingSince: undefined,
    ...(talkingSince !== undefined && { talkedMs: talkedMs + Math.max(0, at - talkingSince) }),
  };
}

/** Whether another tab has just reported the same end. */
export const isRepeat = ({ endedAt }: CallRow, at: number): boolean =>
  endedAt !== undefined && Math.abs(at - endedAt) <= REPEAT;
