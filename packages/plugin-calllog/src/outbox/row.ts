import type { Contact, Task } from '@jackfield/core';
import type { CallLogRecord, RejectedCallLog } from '../call-log-store.js';
import type { Outcome } from './outcome.js';

/*
 * The states of a log, and all that can happen to it: pure functions from row to row.
 *
 *   received ──▶ held ──▶ waiting ──▶ delivered ──▶ remembered ──▶ (gone)
 *                            │  ▲
 *             a try failed:  ▼  │  retry(), resume(), a new submission
 *                 retrying · refused · failed
 *
 *   a rejected log that no store takes:  kept
 *
 * 1. Only `held`, `waiting` and `retrying` are in the queue: they have a `dueAt`, and a log that has
 *    none is never called logged before it is delivered.
 * 2. Only an accepted try of the row's own revision leads to `delivered`.
 * 3. Only `delivered` and `remembered` expire.
 * 4. An event that a state does not handle does not change the row.
 */

/** The place in the queue: fewest tries first, then the earliest. */
interface Queued {
  /** The number of failed tries, up to {@link LAST_PRIORITY}. */
  readonly priority: number;
  /** When it came into this state: after a clock was put back, that is in the future. */
  readonly since: number;
  readonly dueAt: number;
  /** Whether the store has refused it for want of a sign-in before. */
  readonly wasRefused?: boolean | undefined;
}

/** It waits a short time for what is being found out about it. */
interface Held extends Queued {
  readonly name: 'held';
}

/** It is to be tried for the first time since it came or was released. */
interface Waiting extends Queued {
  readonly name: 'waiting';
}

/** A try failed; it is tried again. */
interface Retrying extends Queued {
  readonly name: 'retrying';
  readonly tries: number;
  readonly reason: string;
  /** The store wants no try before that. */
  readonly notBefore: number;
}

/** The store required a sign-in for it, also after somebody had signed in: it waits alone. */
interface Refused {
  readonly name: 'refused';
  readonly tries: number;
  readonly reason: string;
}

/** The store will never take it: a person has to look at it. */
interface Failed {
  readonly name: 'failed';
  readonly tries: number;
  readonly reason: string;
}

/** A rejected log that no store takes: it is shown until somebody discards it. */
interface Kept {
  readonly name: 'kept';
}

/** The store has it. */
interface Delivered {
  readonly name: 'delivered';
  readonly deliveredAt: number;
  /** When what is personal in it goes. */
  readonly expiresAt: number;
}

/** Its key and its revision alone are known. */
interface Remembered {
  readonly name: 'remembered';
  readonly deliveredAt: number;
  /** When the row goes. */
  readonly expiresAt: number;
}

export type RowState = Held | Waiting | Retrying | Refused | Failed | Kept | Delivered | Remembered;

/** A row in the queue. */
export type QueuedRow = Row & { readonly state: Held | Waiting | Retrying };

/** A log as the outbox keeps it. What is absent is in no index. */
export interface Row {
  /** {@link idOfKey} or {@link idOfRejected}. */
  readonly id: string;
  /** All keys that the widget knows the log by; none if rejected. */
  readonly keys: readonly string[];
  readonly callId?: string | undefined;
  readonly revision: number;
  readonly receivedAt: number;
  /** Whether nobody has submitted it: a later log of this call updates it. */
  readonly isDerived?: boolean | undefined;
  /** Absent if rejected or remembered. */
  readonly record?: CallLogRecord | undefined;
  readonly rejected?: RejectedCallLog | undefined;
  /** The contact that the agent chose in the widget. */
  readonly chosen?: Contact | undefined;
  readonly contactId?: string | number | undefined;
  readonly state: RowState;
  /** 1 while there is something in it to show. */
  readonly shown?: 1 | undefined;
}

/** A log before the outbox has assigned its revision. */
export type Draft = Omit<CallLogRecord, 'revision' | 'contact'> & Pick<Row, 'chosen'>;

/** A rejected log before the outbox has assigned its revision. */
export type RejectedDraft = Omit<RejectedCallLog, 'revision'>;

/** What is found out about a log after it came. */
export type Addition = Pick<CallLogRecord, 'contact' | 'candidates' | 'callDetails'> & {
  /** Whether the page itself decided on the contact: it knows more than a click of the agent. */
  readonly isDecided?: boolean;
};

/** Rows with more tries than this are equal in the queue. */
export const LAST_PRIORITY = 7;
/** How long a log waits for what is being found out about it. */
const HOLD_MS = 2_000;
/** When a log is tried again that the store refused for want of a sign-in: others pause meanwhile. */
const AFTER_REFUSAL_MS = 2_000;
/** How long the keys of delivered logs are known, and their revisions grow whatever the clock does. */
const REMEMBERED_MS = 30 * 86_400_000;

const REJECTED = 'rejected:';
const ESCAPE = 'log:';

/** The id of a valid log: its key, which never looks like the id of a rejected one. */
export const idOfKey = (key: string): string =>
  key.startsWith(REJECTED) || key.startsWith(ESCAPE) ? `${ESCAPE}${key}` : key;

/** The key that a store has a valid log under. */
export const keyOfId = (id: string): string =>
  id.startsWith(ESCAPE) ? id.slice(ESCAPE.length) : id;

/** The id of a rejected log, which stands beside the valid one of its key, and never in its place. */
export const idOfRejected = (key: string): string => `${REJECTED}${key}`;

/** What keeps its order: the call, or the log itself where no call is known. */
export const laneOf = ({ callId, id }: Row): string => callId ?? id;

export const isQueued = (row: Row | undefined): row is QueuedRow =>
  row !== undefined && 'dueAt' in row.state;

/** Whether the store may still be without it. */
export const isUndelivered = ({ state }: Row): boolean =>
  state.name !== 'delivered' && state.name !== 'remembered';

/** Whether it has not been tried yet. */
export const isWaiting = ({ state }: Row): boolean =>
  state.name === 'held' || state.name === 'waiting';

const waiting = (now: number, wasRefused?: boolean): Waiting => ({
  name: 'waiting',
  priority: 0,
  since: now,
  dueAt: now,
  ...(wasRefused && { wasRefused }),
});

/** Revisions are assigned here, so that they grow over all tabs and reloads. */
const nextRevision = (last: Row | undefined, least: number): number =>
  Math.max((last?.revision ?? -Infinity) + 1, least);

/** The widget logs a call again without what the agent wrote: its recording came, for instance. */
function joined(before: Task | undefined, now: Task | undefined): Task | undefined {
  if (!before || !now) return now ?? before;
  const said = Object.entries(now).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(said) };
}

/**
 * A log that came, in place of the last row of its key.
 *
 * @param isHeld - whether something is being found out about it
 * @param least - the least revision that it may have
 */
export function received(
  last: Row | undefined,
  draft: Draft,
  now: number,
  isHeld: boolean,
  least: number = now,
): QueuedRow {
  const { chosen = last?.chosen, ...log } = draft;
  const { key, call, receivedAt } = log;
  const id = last?.id ?? idOfKey(key);
  const revision = nextRevision(last, least);
  const before: Partial<CallLogRecord> = last?.record ?? {};
  const { candidates } = before;
  const contact = draft.chosen ?? before.contact;
  const task = joined(before.task, log.task);
  const disposition = log.task?.dispositionId === undefined ? before.disposition : undefined;
  return {
    id,
    keys: [...new Set([...(last?.keys ?? []), key])],
    callId: call.id || undefined,
    revision,
    receivedAt,
    isDerived: draft.origin === 'derived' || undefined,
    record: {
      ...(contact && { contact }),
      ...(candidates && { candidates }),
      ...(disposition && { disposition }),
      ...log,
      ...(task && { task }),
      key: keyOfId(id),
      revision,
    },
    chosen,
    contactId: draft.chosen?.id ?? last?.contactId,
    state: isHeld ? { ...waiting(now), name: 'held', dueAt: now + HOLD_MS } : waiting(now),
    shown: 1,
  };
}

/**
 * A rejected log that came, in place of the last one of its key.
 *
 * @param isSent - whether there is a store that takes it
 * @param least - the least revision that it may have
 */
export function receivedRejected(
  last: Row | undefined,
  draft: RejectedDraft,
  now: number,
  isSent: boolean,
  least: number = now,
): Row {
  const revision = nextRevision(last, least);
  return {
    id: idOfRejected(draft.key),
    keys: [],
    revision,
    receivedAt: draft.receivedAt,
    rejected: { ...draft, revision },
    state: isSent ? waiting(now) : { name: 'kept' },
    shown: 1,
  };
}

/** The contact that the agent chose, of which the widget may know the id alone. */
function inFull(chosen: Contact, candidates: readonly Contact[]): Contact {
  const same = candidates.filter(({ id }) => String(id) === String(chosen.id));
  return same.find(({ type }) => type === chosen.type) ?? same[0] ?? chosen;
}

/** Adds to a log what was found out, and releases it if it waited for that. */
export function amended(
  row: Row,
  { isDecided, ...addition }: Addition,
  now: number,
  ofRevision: number,
): Row {
  const { record, state, chosen } = row;
  if (!record || row.revision !== ofRevision) return row;
  const isHeld = state.name === 'held' && state.dueAt > now;
  if (!isHeld && Object.keys(addition).length === 0) return row;
  // If it is not held, the store may already have this revision, so it gets a new one.
  const revision = isHeld ? row.revision : nextRevision(row, now);
  const contact =
    chosen && !isDecided ? inFull(chosen, addition.candidates ?? []) : addition.contact;
  return {
    ...row,
    revision,
    record: { ...record, ...addition, ...(contact && { contact }), revision },
    contactId: contact?.id ?? row.contactId,
    state: isHeld || state.name === 'delivered' ? waiting(now) : state,
  };
}

/** What becomes of a row by a try; another revision of it, or one that is not queued, stays. */
export function attempted(
  row: Row,
  revision: number,
  outcome: Outcome,
  now: number,
  retentionMs: number,
): Row {
  if (row.revision !== revision || !isQueued(row)) return row;
  const { wasRefused } = row.state;
  if (outcome.kind === 'accepted') {
    return {
      ...row,
      state: { name: 'delivered', deliveredAt: now, expiresAt: now + retentionMs },
    };
  }
  const tries = triesOf(row) + 1;
  const { reason } = outcome;
  if (outcome.kind === 'permanent') return { ...row, state: { name: 'failed', tries, reason } };
  const isRefused = outcome.kind === 'unauthorized';
  if (isRefused && wasRefused) return { ...row, state: { name: 'refused', tries, reason } };
  const { waitMs, retryAfterMs } =
    outcome.kind === 'transient' ? outcome : { waitMs: AFTER_REFUSAL_MS, retryAfterMs: 0 };
  return {
    ...row,
    state: {
      name: 'retrying',
      priority: Math.min(tries, LAST_PRIORITY),
      since: now,
      dueAt: now + waitMs,
      ...((isRefused || wasRefused) && { wasRefused: true }),
      tries,
      reason,
      notBefore: now + retryAfterMs,
    },
  };
}

/** Whether a refused try pauses all logs: a log that was refused before pauses alone. */
export const pausesAll = (row: Row | undefined, revision: number, outcome: Outcome): boolean =>
  outcome.kind === 'unauthorized' &&
  !(isQueued(row) && row.revision === revision && row.state.wasRefused);

/** Somebody has signed in: what was tried in vain is tried at once, what was refused among it. */
export function resumed(row: Row, now: number): Row {
  const { state } = row;
  if (state.name === 'refused') return { ...row, state: waiting(now, true) };
  if (state.name === 'retrying') return { ...row, state: waiting(now, state.wasRefused) };
  return row;
}

/** A person retries failed logs, including those that failed permanently. */
export const retried = (row: Row, now: number): Row =>
  row.state.name === 'failed' ? { ...row, state: waiting(now) } : resumed(row, now);

/** The network is back: it is tried now, unless the store has said when. */
export function dueNow(row: Row, now: number): Row {
  const { state } = row;
  if (state.name !== 'retrying') return row;
  const dueAt = Math.max(now, state.notBefore);
  return dueAt < state.dueAt ? { ...row, state: { ...state, dueAt } } : row;
}

/** The clock was put back while it waited: it waits no longer than it would have. */
export function clockPutBack(row: Row, now: number): Row {
  if (!isQueued(row) || row.state.since <= now) return row;
  const { state } = row;
  const moved = { since: now, dueAt: state.dueAt - state.since + now };
  return {
    ...row,
    state:
      state.name === 'retrying'
        ? { ...state, ...moved, notBefore: state.notBefore - state.since + now }
        : { ...state, ...moved },
  };
}

/** What is personal in it goes, and a month later the row; `undefined` then. */
export function expired(row: Row, now: number): Row | undefined {
  const { state } = row;
  if (state.name === 'remembered') return undefined;
  if (state.name !== 'delivered') return row;
  if (!row.record) return undefined;
  return {
    ...row,
    record: undefined,
    chosen: undefined,
    shown: undefined,
    state: { ...state, name: 'remembered', expiresAt: now + REMEMBERED_MS },
  };
}

/** How many tries have failed since it came or was released. */
export const triesOf = ({ state }: Row): number => ('tries' in state ? state.tries : 0);
