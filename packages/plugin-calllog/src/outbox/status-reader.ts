import { createListeners } from '@jackfield/plugin-kit';
import type { CallLogItem, CallLogState, CallLogStatus, CallLogWait } from '../status.js';
import { isQueued, isUndelivered, type Row, triesOf } from './row.js';
import type { Tables } from './storage.js';
import type { Timing } from './timing.js';

/** What one storage contributes to the status. */
export type StatusPart = Pick<CallLogStatus, 'items' | 'counts' | 'isPaused'>;

/** What the state of a row depends on, apart from the row. */
interface Situation {
  readonly now: number;
  readonly isPaused: boolean;
  /** Whether the tab that delivers gives no sign of life. */
  readonly isSilent: boolean;
  /** Whether an earlier log of its call is in the queue. */
  readonly isBehind: boolean;
}

function stateOf(row: Row, isPaused: boolean): CallLogState {
  const { name } = row.state;
  if (row.rejected) return 'rejected';
  if (!isUndelivered(row)) return 'delivered';
  if (name === 'refused' || (isPaused && isQueued(row))) return 'paused';
  return name === 'retrying' || name === 'failed' ? 'failed' : 'pending';
}

function waitOf(row: Row, situation: Situation): CallLogWait | undefined {
  const { state } = row;
  if (!isUndelivered(row)) return undefined;
  if (state.name === 'refused') return 'sign-in';
  if (!isQueued(row)) return 'person';
  if (situation.isPaused) return 'sign-in';
  if (state.name === 'held' && state.dueAt > situation.now) return 'contact';
  if (situation.isBehind) return 'earlier-log';
  if (row.state.dueAt > situation.now) return 'next-try';
  return situation.isSilent ? 'tab' : 'delivery';
}

/** A row as a page sees it. */
function itemOf(row: Row, situation: Situation): CallLogItem {
  const { id, record, rejected, receivedAt, state } = row;
  const shownState = stateOf(row, situation.isPaused);
  return {
    key: id,
    state: shownState,
    waitsFor: waitOf(row, situation),
    record,
    rejected,
    tries: triesOf(row),
    reason: 'reason' in state ? state.reason : undefined,
    isFinal: !rejected && (state.name === 'failed' || state.name === 'refused'),
    nextTryAt: shownState === 'failed' && isQueued(row) ? row.state.dueAt : undefined,
    receivedAt,
    deliveredAt: 'deliveredAt' in state ? state.deliveredAt : undefined,
  };
}

const noCounts = (): Record<CallLogState, number> => ({
  pending: 0,
  failed: 0,
  paused: 0,
  delivered: 0,
  rejected: 0,
});

/** Reads what is in one storage. */
export async function readPart(
  tables: Tables,
  now: number,
  isSilent: boolean,
): Promise<StatusPart> {
  const [rows, all, paused] = await Promise.all([
    tables.shown(),
    tables.count(),
    tables.note('paused'),
  ]);
  const isPaused = paused === true;
  const first = new Map<string | undefined, number>();
  for (const row of rows) {
    const { callId, revision } = row;
    if (isQueued(row)) first.set(callId, Math.min(first.get(callId) ?? Infinity, revision));
  }
  const isBehind = ({ callId, revision }: Row): boolean =>
    callId !== undefined && revision > (first.get(callId) ?? Infinity);
  const items = rows.map((row) =>
    itemOf(row, { now, isPaused, isSilent, isBehind: isBehind(row) }),
  );
  const counts = noCounts();
  for (const { state } of items) counts[state] += 1;
  counts.delivered += all - rows.length;
  return { items, counts, isPaused };
}

const revisionOf = ({ record, rejected }: CallLogItem): number =>
  (record ?? rejected)?.revision ?? 0;

/** Several parts as one. */
export function joinParts(parts: readonly StatusPart[]): StatusPart {
  const counts = noCounts();
  for (const part of parts)
    for (const state of Object.keys(counts) as CallLogState[]) counts[state] += part.counts[state];
  return {
    counts,
    items: parts.flatMap(({ items }) => items).sort((a, b) => revisionOf(b) - revisionOf(a)),
    isPaused: parts.some(({ isPaused }) => isPaused),
  };
}

/** Passes the status on to listeners. */
export interface StatusFeed {
  /** Reads the status and calls the listeners, once for all changes in the meantime. */
  update(): void;
  add(listener: (status: CallLogStatus) => void): () => void;
}

/** Reading that takes longer is repeated less often, so that it does not hold up the delivery. */
const SLOW_MS = 50;

export function createStatusFeed(read: () => Promise<CallLogStatus>, timing: Timing): StatusFeed {
  const listeners = createListeners<CallLogStatus>();
  const ends = new Set<() => void>();
  let isReading = false;
  let isStale = false;

  async function readAll(): Promise<void> {
    if (isReading) return;
    isReading = true;
    try {
      while (isStale && ends.size > 0) {
        isStale = false;
        const startedAt = timing.elapsed();
        listeners.emit(await read());
        const ms = timing.elapsed() - startedAt;
        if (ms > SLOW_MS) await new Promise<void>((done) => timing.setTimeout(done, 4 * ms));
      }
    } finally {
      isReading = false;
    }
  }

  return {
    update() {
      isStale = true;
      // What cannot be read is read at the next change.
      readAll().catch(() => undefined);
    },
    add(listener) {
      const end = listeners.add(listener);
      ends.add(end);
      return () => {
        ends.delete(end);
        end();
      };
    },
  };
}
