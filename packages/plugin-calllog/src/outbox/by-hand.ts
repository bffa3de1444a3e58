import { CallLogError } from '../call-log-error.js';
import type { Tables } from './box.js';
import { isUndelivered, type Row } from './row.js';

const asNew = (row: Row, now: number): Row => ({
  ...row,
  tries: 0,
  reason: undefined,
  notBefore: undefined,
  dueAt: now,
});

/** Tries what has failed again at once: one log, or all. */
export async function retry(tables: Tables, now: number, id?: string): Promise<void> {
  const rows = id === undefined ? await tables.shown() : [await tables.get(id)];
  for (const row of rows) {
    if (row?.reason !== undefined && isUndelivered(row)) await tables.put(asNew(row, now));
  }
}

/** Removes one log, whatever its state. */
export const discard = (tables: Tables, id: string): Promise<unknown> => tables.delete(id);

/** Goes on after a pause. */
export async function resume(tables: Tables, now: number): Promise<void> {
  if (!(await tables.note('paused'))) return;
  await tables.putNote('paused', false);
  for (const row of await tables.waiting()) await tables.put(asNew(row, now));
}

/** Tries all that waits for its next try now, unless the store has said when. */
export async function hurry(tables: Tables, now: number): Promise<boolean> {
  let isChanged = false;
  for (const row of await tables.waiting()) {
    const dueAt = Math.max(now, row.notBefore ?? 0);
    if (row.tries === 0 || (row.dueAt ?? 0) <= dueAt) continue;
    isChanged = true;
    await tables.put({ ...row, dueAt });
  }
  return isChanged;
}

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
