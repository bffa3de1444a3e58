import { laneOf, type Row } from './row.js';

/** What to do with the rows that wait. */
export interface Plan {
  readonly start: readonly Row[];
  /** When the next of the others is due; `Infinity` if none is, or if all wait for what is started. */
  readonly nextAt: number;
}

/**
 * Which rows are to be tried.
 *
 * Of each call only the earliest may go, so that its logs reach the store in their order; no call
 * waits for another one.
 *
 * @param isBusy - whether a try for this call is under way
 * @param room - how many tries may begin
 */
export function plan(
  rows: readonly Row[],
  now: number,
  isBusy: (lane: string) => boolean,
  room: number,
): Plan {
  const heads = new Map<string, Row>();
  for (const row of rows) {
    const head = heads.get(laneOf(row));
    if (!head || row.revision < head.revision) heads.set(laneOf(row), row);
  }
  const start: Row[] = [];
  let nextAt = Infinity;
  for (const row of [...heads.values()].sort((a, b) => a.revision - b.revision)) {
    const { dueAt = Infinity } = row;
    if (isBusy(laneOf(row))) continue;
    if (dueAt > now) nextAt = Math.min(nextAt, dueAt);
    else if (start.length < room) start.push(row);
  }
  return { start, nextAt };
}
