import type { CallRow, CallTables } from '../call-details/index.js';
import type { QueuedRow, Row } from './row.js';

/** Where the queue is read on: after this row. */
export type QueuePosition = Pick<QueuedRow, 'id' | 'state'>;

/** What can be done within one transaction. */
export interface Tables extends CallTables {
  get(id: string): Promise<Row | undefined>;
  /** The log that the widget knows by this key. */
  byKey(key: string): Promise<Row | undefined>;
  byCall(callId: string): Promise<readonly Row[]>;
  /** Queued rows of one priority that are due, the earliest first. */
  due(
    priority: number,
    now: number,
    limit: number,
    after?: QueuePosition,
  ): Promise<readonly QueuedRow[]>;
  /** The first `dueAt` after this time, of all queued rows. */
  nextDue(after: number): Promise<number | undefined>;
  /** All queued rows. */
  queued(): Promise<readonly QueuedRow[]>;
  countQueued(): Promise<number>;
  /** Queued rows from after this time: the clock has been put back. */
  fromAfter(now: number, limit: number): Promise<readonly QueuedRow[]>;
  /** All rows that have something to show. */
  shown(): Promise<readonly Row[]>;
  /** Rows whose `expiresAt` is not after `until`. */
  expired(until: number, limit: number): Promise<readonly Row[]>;
  /** The first `expiresAt` of all. */
  nextExpiry(): Promise<number | undefined>;
  count(): Promise<number>;
  put(row: Row): Promise<unknown>;
  delete(id: string): Promise<unknown>;
  /** Removes all rows, and all calls. */
  clear(): Promise<unknown>;
  call(id: string): Promise<CallRow | undefined>;
  calls(): Promise<readonly CallRow[]>;
  putCall(row: CallRow): Promise<unknown>;
  note(name: string): Promise<unknown>;
  putNote(name: string, value: unknown): Promise<unknown>;
}

export type Mode = 'readonly' | 'readwrite';
export type Work<T> = (tables: Tables) => Promise<T>;

/** Where the outbox keeps its rows: a database, or the page's memory. */
export interface OutboxStorage {
  /** Runs `work` in one transaction: all of it is kept once this resolves, or nothing of it. */
  run<T>(mode: Mode, work: Work<T>, signal?: AbortSignal): Promise<T>;
  /** Closes what is open once no work is under way; it may be used again. */
  close(): void;
}
