import type { CallLogItem, CallLogState, CallLogStatus } from '../status.js';
import type { Tables } from './box.js';
import { itemOf } from './row.js';

export type Part = Pick<CallLogStatus, 'items' | 'counts' | 'isPaused'>;

/** What is in one box. */
export async function readPart(tables: Tables): Promise<Part> {
  const [rows, all, paused] = await Promise.all([
    tables.shown(),
    tables.count(),
    tables.note('paused'),
  ]);
  const isPaused = paused === true;
  const counts = { pending: 0, failed: 0, paused: 0, delivered: all - rows.length, rejected: 0 };
  const items = rows.map((row) => itemOf(row, isPaused));
  for (const { state } of items) counts[state] += 1;
  return { items, counts, isPaused };
}

const revisionOf = ({ record, rejected }: CallLogItem): number =>
  (record ?? rejected)?.revision ?? 0;

/** Several boxes as one. */
export function joinParts(parts: readonly Part[]): Part {
  const counts: Record<CallLogState, number> = {
    pending: 0,
    failed: 0,
    paused: 0,
    delivered: 0,
    rejected: 0,
  };
  for (const part of parts)
    for (const state of Object.keys(counts) as CallLogState[]) counts[state] += part.counts[state];
  return {
    counts,
    items: parts.flatMap(({ items }) => items).sort((a, b) => revisionOf(b) - revisionOf(a)),
    isPaused: parts.some(({ isPaused }) => isPaused),
  };
}
