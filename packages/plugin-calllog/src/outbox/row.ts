import type { CallLogRecord, RejectedCallLog } from '../call-log-store.js';
import type { CallLogItem, CallLogState } from '../status.js';

/** A log as the outbox keeps it. What is absent is in no index. */
export interface Row {
  /** What the store has it under; for a rejected log {@link rejectedId}. */
  readonly id: string;
  /** All keys that the widget knows the log by; none if rejected. */
  readonly keys: readonly string[];
  readonly callId?: string | undefined;
  readonly revision: number;
  readonly receivedAt: number;
  /** Whether nobody has submitted it: a later log of this call updates it. */
  readonly isDerived?: boolean | undefined;
  /** Gone some time after the delivery. */
  readonly record?: CallLogRecord | undefined;
  readonly rejected?: RejectedCallLog | undefined;
  readonly contactId?: string | number | undefined;
  readonly tries: number;
  readonly reason?: string | undefined;
  /** When it is tried next; absent if it is not tried by itself. */
  readonly dueAt?: number | undefined;
  /** The store wants no try before that. */
  readonly notBefore?: number | undefined;
  readonly deliveredAt?: number | undefined;
  /** When what is personal in it goes; without a record, when the row itself does. */
  readonly expiresAt?: number | undefined;
  /** 1 while there is something in it to show. */
  readonly shown?: 1 | undefined;
}

/** A rejected log stands beside the good one of its key, and never in its place. */
export const rejectedId = (key: string): string => `rejected:${key}`;

/** What keeps its order: the call, or the log itself where no call is known. */
export const laneOf = ({ callId, id }: Row): string => callId ?? id;

/** Where a row is on its way. */
export function stateOf(row: Row, isPaused: boolean): CallLogState {
  if (row.rejected) return 'rejected';
  if (row.deliveredAt !== undefined) return 'delivered';
  if (isPaused && row.dueAt !== undefined) return 'paused';
  return row.reason === undefined ? 'pending' : 'failed';
}

/** Whether the store may still be without it. */
export const isUndelivered = (row: Row): boolean =>
  row.shown === 1 && row.deliveredAt === undefined;

/** A row as a page sees it. */
export function itemOf(row: Row, isPaused: boolean): CallLogItem {
  const { id, record, rejected, tries, reason, dueAt, receivedAt, deliveredAt } = row;
  const state = stateOf(row, isPaused);
  return {
    key: id,
    state,
    record,
    rejected,
    tries,
    reason,
    isFinal: state === 'failed' && dueAt === undefined,
    nextTryAt: state === 'failed' ? dueAt : undefined,
    receivedAt,
    deliveredAt,
  };
}
