import type { CallLogRecord, RejectedCallLog } from './call-log-store.js';

/**
 * Where a log is on its way to the store:
 *
 * - `pending`: it waits for its turn, or is being delivered.
 * - `failed`: the store did not take it; it is tried again at `nextTryAt`, or, if the store said
 *   `permanent`, when a person says so.
 * - `paused`: it waits for `resume()`, since the store wants somebody to sign in.
 * - `delivered`: the store has it.
 * - `rejected`: the widget sent what is no log; it is kept for a person to look at.
 */
export type CallLogState = 'pending' | 'failed' | 'paused' | 'delivered' | 'rejected';

/** One log of the outbox. */
export interface CallLogItem {
  readonly key: string;
  readonly state: CallLogState;
  /** What is delivered; absent if rejected, and stripped of its notes after `retention`. */
  readonly record?: CallLogRecord | undefined;
  /** What the widget sent, if rejected. */
  readonly rejected?: RejectedCallLog | undefined;
  /** How often it was given to the store in vain since it came or was last retried by hand. */
  readonly tries: number;
  /** Why the last try failed. */
  readonly reason?: string | undefined;
  /** Whether it is not tried again by itself, since the store said `permanent`. */
  readonly isFinal: boolean;
  /** When it is tried next, in epoch milliseconds. */
  readonly nextTryAt?: number | undefined;
  /** When the log came, in epoch milliseconds. */
  readonly receivedAt: number;
  /** When the store took it, in epoch milliseconds. */
  readonly deliveredAt?: number | undefined;
}

/** How the outbox is doing. */
export interface CallLogStatus {
  /** What waits, failed or was rejected, and what was delivered lately; the latest first. */
  readonly items: readonly CallLogItem[];
  /** How many logs are in each state, also those that are not in `items`. */
  readonly counts: Readonly<Record<CallLogState, number>>;
  /** How many logs of other users of this browser wait for them to sign in. */
  readonly ofOthers: number;
  /**
   * `durable`: logs outlive the tab. `volatile`: this browser keeps nothing (a private window, a
   * full disk, a broken database), so that each log is answered only when the store has it.
   */
  readonly storage: 'durable' | 'volatile';
  /** What is wrong with the browser's storage, if something is. */
  readonly storageProblem?: string | undefined;
  /** Whether delivery waits for `resume()`. */
  readonly isPaused: boolean;
  /** Whether this page knows itself to be offline. */
  readonly isOffline: boolean;
}

/** What a page can see of the outbox, and do to it. */
export interface CallLogOutbox {
  /** How the outbox is doing, read afresh. */
  status(): Promise<CallLogStatus>;
  /** Calls `listener` after each change in any tab, until what it returns is called. */
  subscribe(listener: (status: CallLogStatus) => void): () => void;
  /** Tries a failed log again at once, or all of them. */
  retry(key?: string): Promise<void>;
  /** Removes a log for good: it will not be delivered. */
  discard(key: string): Promise<void>;
  /** Goes on after the store wanted somebody to sign in. */
  resume(): Promise<void>;
  /**
   * Removes all logs of this owner from the browser, for sign-out. Rejects, and removes none, if
   * some are not delivered and `evenUndelivered` is not set.
   */
  wipe(options?: { readonly evenUndelivered?: boolean }): Promise<void>;
}
