import { CallLogError } from '../call-log-error.js';
import type { Outcome } from './outcome.js';
import {
  type Addition,
  amended,
  attempted,
  clockPutBack,
  type Draft,
  expired,
  dueNow,
  isWaiting,
  isQueued,
  isUndelivered,
  keyOfId,
  idOfRejected,
  laneOf,
  LAST_PRIORITY,
  pausesAll,
  type QueuedRow,
  received,
  receivedRejected,
  type RejectedDraft,
  resumed,
  retried,
  type Row,
} from './row.js';
import type { Tables } from './storage.js';

// What the outbox does with its rows, each within a transaction of its caller's.

/** A log of the local index. */
export interface Known {
  readonly id: string;
  readonly contactId?: string | number | undefined;
  /** Why the store may be without it: it waits since then, or a try has failed. */
  readonly undelivered?:
    { readonly state: 'pending' | 'failed'; readonly since: number } | undefined;
}

/** The most rows that one transaction changes because of the time. */
const MOST = 200;

/** Writes what a transition has made of a row, if that is something else. */
async function change(
  tables: Tables,
  row: Row | undefined,
  transition: (row: Row) => Row | undefined,
): Promise<boolean> {
  if (!row) return false;
  const next = transition(row);
  if (next === row) return false;
  await (next ? tables.put(next) : tables.delete(row.id));
  return true;
}

async function changeAll(
  tables: Tables,
  rows: readonly (Row | undefined)[],
  transition: (row: Row) => Row | undefined,
): Promise<boolean> {
  const changes = await Promise.all(rows.map((row) => change(tables, row, transition)));
  return changes.includes(true);
}

/**
 * Puts a log into its row.
 *
 * 1. A log of a key that is known, or of a call of which there is only a derived log, updates that
 *    row: the store keeps it under the key that it has it under.
 * 2. A derived log is left out if there is any log of the key or the call that is not derived: what
 *    agents wrote is never overwritten.
 *
 * @param isHeld - whether its delivery waits for what is being found out about it
 * @param least - the least revision that it may have
 * @returns `undefined` if it was left out
 */
export async function enqueue(
  tables: Tables,
  draft: Draft,
  now: number,
  isHeld: boolean,
  least?: number,
): Promise<QueuedRow | undefined> {
  const own = await tables.byKey(draft.key);
  const ofCall = draft.call.id ? await tables.byCall(draft.call.id) : [];
  const isDerived = draft.origin === 'derived';
  if (isDerived && [own, ...ofCall].some((row) => row && !row.isDerived)) return undefined;
  const last = own ?? ofCall.find((row) => row.isDerived);
  const row = received(last, draft, now, isHeld, least);
  await tables.put(row);
  return row;
}

/** Puts a rejected log into its row. */
export async function enqueueRejected(
  tables: Tables,
  draft: RejectedDraft,
  now: number,
  isSent: boolean,
  least?: number,
): Promise<Row> {
  const last = await tables.get(idOfRejected(draft.key));
  const row = receivedRejected(last, draft, now, isSent, least);
  await tables.put(row);
  return row;
}

/** Adds to a log what was found out about it. */
export const amend = async (
  tables: Tables,
  id: string,
  addition: Addition,
  now: number,
  ofRevision: number,
): Promise<boolean> =>
  change(tables, await tables.get(id), (row) => amended(row, addition, now, ofRevision));

/** Records what became of a try. A row that was removed stays away. */
export async function recordAttempt(
  tables: Tables,
  { id, revision }: Row,
  outcome: Outcome,
  now: number,
  retentionMs: number,
): Promise<void> {
  const row = await tables.get(id);
  if (pausesAll(row, revision, outcome)) await tables.putNote('paused', true);
  await change(tables, row, (it) => attempted(it, revision, outcome, now, retentionMs));
}

/**
 * Which rows are to be tried: fewest tries first, then the earliest.
 *
 * Of each call only the earliest log may go, so that its logs reach the store in their order; no
 * call waits for another one.
 *
 * @param isBusy - whether a try for this call is under way
 */
export async function selectDue(
  tables: Tables,
  now: number,
  limit: number,
  isBusy: (lane: string) => boolean,
): Promise<readonly QueuedRow[]> {
  const selected: QueuedRow[] = [];
  const firstOf = new Map<string, Promise<number>>();
  const readFirst = async (callId: string): Promise<number> =>
    (await tables.byCall(callId))
      .filter(isQueued)
      .reduce((first, { revision }) => Math.min(first, revision), Infinity);
  const isFirst = async ({ callId, revision }: QueuedRow): Promise<boolean> => {
    if (callId === undefined) return true;
    const first = firstOf.get(callId) ?? readFirst(callId);
    firstOf.set(callId, first);
    return revision <= (await first);
  };
  for (let priority = 0; priority <= LAST_PRIORITY; priority += 1) {
    for (let after: QueuedRow | undefined; ;) {
      const rows = await tables.due(priority, now, limit, after);
      const candidates = rows.filter((row) => !isBusy(laneOf(row)));
      const areFirst = await Promise.all(candidates.map(isFirst));
      selected.push(...candidates.filter((_row, i) => areFirst[i]));
      if (selected.length >= limit) return selected.slice(0, limit);
      after = rows.at(-1);
      if (rows.length < limit || !after) break;
    }
  }
  return selected;
}

/** Tries what has failed again at once: one log, or all. */
export const retry = async (tables: Tables, now: number, id?: string): Promise<boolean> =>
  changeAll(tables, id === undefined ? await tables.shown() : [await tables.get(id)], (row) =>
    retried(row, now),
  );

/** Goes on after a sign-in. */
export async function resume(tables: Tables, now: number): Promise<void> {
  await tables.putNote('paused', false);
  await changeAll(tables, await tables.shown(), (row) => resumed(row, now));
}

/** Tries all that waits for its next try now, unless the store has said when. */
export const retryNow = async (tables: Tables, now: number): Promise<boolean> =>
  changeAll(tables, await tables.queued(), (row) => dueNow(row, now));

/** Moves the times of rows that come from before the clock was put back. */
export const followClock = async (tables: Tables, now: number): Promise<boolean> =>
  changeAll(tables, await tables.fromAfter(now, MOST), (row) => clockPutBack(row, now));

/** Takes what is personal out of the rows whose time has come, and forgets those without. */
export const expire = async (tables: Tables, now: number): Promise<boolean> =>
  changeAll(tables, await tables.expired(now, MOST), (row) => expired(row, now));

/** @throws `CallLogError` `NOT_DELIVERED` if there is a log that its store may not have */
export async function checkDelivered(tables: Tables): Promise<void> {
  const left = (await tables.shown()).filter(isUndelivered).length;
  if (left === 0) return;
  const message = `${left} of the logs in this browser are not delivered: nothing was removed.`;
  throw new CallLogError('NOT_DELIVERED', message);
}

/** Removes everything, or nothing if something is not delivered. */
export async function wipe(tables: Tables, evenUndelivered: boolean): Promise<void> {
  if (!evenUndelivered) await checkDelivered(tables);
  await tables.clear();
}

/** Which logs are here, and how far they have come. */
export async function findKnown(
  tables: Tables,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Known>> {
  const rows = await Promise.all(keys.map((key) => tables.byKey(key)));
  const known = new Map<string, Known>();
  for (const [i, key] of keys.entries()) {
    const row = rows[i];
    if (!row || row.rejected) continue;
    const { id, contactId, receivedAt } = row;
    const state = isWaiting(row) ? 'pending' : 'failed';
    known.set(key, {
      id: keyOfId(id),
      contactId,
      ...(isUndelivered(row) && { undelivered: { state, since: receivedAt } }),
    });
  }
  return known;
}
