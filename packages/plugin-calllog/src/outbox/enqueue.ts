import type { CallLogRecord, RejectedCallLog } from '../call-log-store.js';
import type { Tables } from './box.js';
import { rejectedId, type Row } from './row.js';

/** A log before the outbox has said what it is kept under. */
export type Draft = Omit<CallLogRecord, 'revision'>;

/** A rejected log before the outbox has numbered it. */
export type Refused = Omit<RejectedCallLog, 'revision'>;

/** What is found out about a log after it came. */
export type Addition = Pick<CallLogRecord, 'contact' | 'candidates' | 'callDetails'>;

const HOUR_MS = 3_600_000;
/** So long the keys of delivered logs are known, and their revisions grow whatever the clock does. */
const REMEMBERED_MS = 30 * 24 * HOUR_MS;

/**
 * Puts a log into its row, in a transaction of its caller's.
 *
 * 1. A log of a key that is known, or of a call of which there is only a derived log, updates that
 *    row: the store keeps it under the key that it has it under.
 * 2. A derived log is left out if there is any log of the key or the call that is not derived: what
 *    agents wrote is never overwritten.
 * 3. `revision = max(last + 1, now)`: given here, it grows over all tabs and reloads.
 *
 * @param dueAt - when it may be delivered
 * @returns `undefined` if it was left out
 */
export async function enqueue(
  tables: Tables,
  draft: Draft,
  now: number,
  dueAt: number,
): Promise<Row | undefined> {
  const { key, call, receivedAt } = draft;
  const callId = call.id || undefined;
  const own = await tables.byKey(key);
  const ofCall = callId === undefined ? [] : await tables.byCall(callId);
  const isDerived = draft.origin === 'derived';
  if (isDerived && [own, ...ofCall].some((row) => row && !row.isDerived)) return undefined;
  const last = own ?? ofCall.find((row) => row.isDerived);
  const id = last?.id ?? key;
  const revision = Math.max((last?.revision ?? -Infinity) + 1, now);
  const { contact, candidates } = last?.record ?? {};
  const row: Row = {
    id,
    keys: [...new Set([...(last?.keys ?? []), key])],
    callId,
    revision,
    receivedAt,
    isDerived: isDerived || undefined,
    record: {
      ...(contact && { contact }),
      ...(candidates && { candidates }),
      ...draft,
      key: id,
      revision,
    },
    contactId: last?.contactId,
    tries: 0,
    dueAt,
    shown: 1,
  };
  await tables.put(row);
  return row;
}

/**
 * Puts a rejected log into its row, in a transaction of its caller's.
 *
 * @param isSent - whether there is a store that takes it
 */
export async function refuse(
  tables: Tables,
  refused: Refused,
  now: number,
  isSent: boolean,
): Promise<Row> {
  const id = rejectedId(refused.key);
  const last = await tables.get(id);
  const revision = Math.max((last?.revision ?? -Infinity) + 1, now);
  const row: Row = {
    id,
    keys: [],
    revision,
    receivedAt: refused.receivedAt,
    rejected: { ...refused, revision },
    tries: 0,
    dueAt: isSent ? now : undefined,
    shown: 1,
  };
  await tables.put(row);
  return row;
}

/** Adds to a log what was found out, and lets it go if it waited for that. */
export async function amend(
  tables: Tables,
  id: string,
  addition: Addition,
  now: number,
  ofRevision?: number,
): Promise<void> {
  const row = await tables.get(id);
  if (!row?.record || (ofRevision !== undefined && row.revision !== ofRevision)) return;
  const isHeld = row.tries === 0 && (row.dueAt ?? 0) > now;
  const isChanged = Object.keys(addition).length > 0;
  if (!isHeld && !isChanged) return;
  // Else the store may have this revision already, or be about to.
  const revision = isHeld ? row.revision : Math.max(row.revision + 1, now);
  const isFinal = row.deliveredAt === undefined && row.dueAt === undefined;
  await tables.put({
    ...row,
    revision,
    record: { ...row.record, ...addition, revision },
    contactId: addition.contact?.id ?? row.contactId,
    deliveredAt: undefined,
    expiresAt: undefined,
    dueAt: isHeld || row.deliveredAt !== undefined ? now : isFinal ? undefined : row.dueAt,
  });
}

/** Takes what is personal out of the rows whose time has come, and forgets those without. */
export async function expire(tables: Tables, now: number): Promise<boolean> {
  const rows = await tables.expired(now);
  for (const row of rows) {
    if (!row.record) await tables.delete(row.id);
    else
      await tables.put({
        ...row,
        record: undefined,
        shown: undefined,
        expiresAt: now + REMEMBERED_MS,
      });
  }
  return rows.length > 0;
}
