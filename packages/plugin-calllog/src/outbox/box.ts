import type { CallRow } from '../call-details/index.js';
import type { Row } from './row.js';

/** What can be done within one transaction. */
export interface Tables {
  get(id: string): Promise<Row | undefined>;
  /** The log that the widget knows by this key. */
  byKey(key: string): Promise<Row | undefined>;
  byCall(callId: string): Promise<readonly Row[]>;
  /** All rows that are to be delivered without anybody's doing. */
  waiting(): Promise<readonly Row[]>;
  /** All rows that have something to show. */
  shown(): Promise<readonly Row[]>;
  /** Rows whose `expiresAt` is not after `until`. */
  expired(until: number): Promise<readonly Row[]>;
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
  deleteCall(id: string): Promise<unknown>;
  note(name: string): Promise<unknown>;
  putNote(name: string, value: unknown): Promise<unknown>;
}

/** Where the outbox keeps its rows: a database, or the page's memory. */
export interface Box {
  /** Runs `work` in one transaction: all of it is kept once this resolves, or nothing of it. */
  run<T>(
    mode: 'readonly' | 'readwrite',
    work: (tables: Tables) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /** Lets go of what is open once nobody is at work in it; it may be used again. */
  close(): void;
}
