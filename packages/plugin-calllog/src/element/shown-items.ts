import type { CallLogItem, CallLogState, CallLogStatus } from '../status.js';

/** More would help nobody, and cost the page. */
const MOST = 50;

const URGENCY: Readonly<Record<CallLogState, number>> = {
  rejected: 0,
  failed: 0,
  paused: 1,
  pending: 2,
  delivered: 3,
};

/**
 * Which logs are listed, the latest first, so that none changes its place under a finger. Of too
 * many those stay that need somebody most.
 */
export function shownItems({ items, counts }: CallLogStatus): {
  readonly shown: readonly CallLogItem[];
  readonly more: number;
} {
  const open = items.filter(({ state }) => state !== 'delivered');
  const shown = [...open]
    .sort((a, b) => URGENCY[a.state] - URGENCY[b.state] || b.receivedAt - a.receivedAt)
    .slice(0, MOST)
    .sort((a, b) => b.receivedAt - a.receivedAt || (a.key < b.key ? -1 : 1));
  const all = counts.pending + counts.failed + counts.paused + counts.rejected;
  return { shown, more: Math.max(0, all - shown.length) };
}
