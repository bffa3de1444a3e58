import type { Call } from '@jackfield/core';
import type { CallRow } from './call-memory.js';
import type { StartTime } from './start-time.js';

/** Within that time, what is told of a call again is told by another tab. */
const REPEAT = 3_000;

/** A push, as it changes what is remembered of its call. */
export interface Push {
  readonly call: Call;
  readonly at: number;
  /** When the call began, judged by this push. */
  readonly start: StartTime | undefined;
  /** Whether the call itself is to be remembered. */
  readonly keepsCall: boolean;
}

/** The call as told last, with the leg that was told last. */
function remembered(row: CallRow | undefined, { call, keepsCall }: Push): Pick<CallRow, 'call'> {
  if (!keepsCall || row?.loggedAt !== undefined) return {};
  const sessionId = call.sessionId || row?.call?.sessionId;
  return { call: { ...call, ...(sessionId && { sessionId }) } };
}

/** A log that was made already is made once more, since there is more to tell. */
const reopened = ({ derived }: Partial<CallRow>): Pick<CallRow, 'derived'> =>
  derived ? { derived: { key: derived.key } } : {};

const begun = (row: CallRow | undefined, push: Push): CallRow => {
  const start = row?.start ?? push.start;
  return { ...row, id: push.call.id, updatedAt: push.at, ...(start && { start }) };
};

/** 1.0 rings at every leg, so also after the answer; that adds nothing. */
export function rung(row: CallRow | undefined, push: Push): CallRow {
  const next = begun(row, push);
  if (next.answeredAt !== undefined || next.endedAt !== undefined) return next;
  return { ...next, rangAt: push.at, ...remembered(row, push) };
}

/** 0.x tells an answer from every tab, and again after a reload; a call may come back, too. */
export function answered(row: CallRow | undefined, push: Push): CallRow {
  const next = begun(row, push);
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

/** The first of several ends counts: 0.x tells it from every tab. */
export function ended(row: CallRow | undefined, push: Push): CallRow {
  const next: CallRow = { ...row, id: push.call.id, updatedAt: push.at };
  if (next.endedAt !== undefined) return next;
  return {
    ...endedUnnamed(next, push.at),
    ...remembered(row, push),
    ...(push.call.sessionId && { endedWithLeg: true }),
  };
}

/** The row of a call that ended, whatever named it. */
export function endedUnnamed(row: CallRow, at: number): CallRow {
  const { talkingSince, talkedMs = 0 } = row;
  return {
    ...row,
    ...reopened(row),
    updatedAt: at,
    endedAt: at,
    talkingSince: undefined,
    ...(talkingSince !== undefined && { talkedMs: talkedMs + Math.max(0, at - talkingSince) }),
  };
}

/** Whether the end that was told is one that another tab told just before. */
export const isRepeat = ({ endedAt }: CallRow, at: number): boolean =>
  endedAt !== undefined && Math.abs(at - endedAt) <= REPEAT;
