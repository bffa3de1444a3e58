import type { CallLogRecord, RejectedCallLog } from './call-log-store.js';

/**
 * The delivery state of a log:
 *
 * - `pending`: it is waiting to be delivered, or being delivered.
 * - `failed`: the last delivery failed. It is retried at `nextTryAt`, or, after a `permanent` error,
 *   only by `retry()` or a new submission.
 * - `paused`: it is waiting for `resume()`, because the store requires a sign-in. If the store
 *   refuses the same log again after `resume()`, that log alone is paused.
 * - `delivered`: the store has it.
 * - `rejected`: the widget sent a log that is not valid. It is kept for a person to look at.
 */
export type CallLogState = 'pending' | 'failed' | 'paused' | 'delivered' | 'rejected';

/**
 * What an undelivered log is waiting for:
 *
 * - `contact`: its contact is being looked up, for two seconds at most.
 * - `earlier-log`: an earlier log of the same call is delivered first.
 * - `delivery`: it is being delivered, or its turn comes.
 * - `tab`: the tab that delivers does not respond; another tab takes over within 45 s if it is visible, else within 150 s.
 * - `next-try`: the last delivery failed; the next is at `nextTryAt`.
 * - `sign-in`: `resume()`; for one log that was refused after it, also `retry(key)`.
 * - `person`: `retry(key)`, `discard(key)` or a new submission.
 */
export type CallLogWait =
  'contact' | 'earlier-log' | 'delivery' | 'tab' | 'next-try' | 'sign-in' | 'person';

/** One log of the outbox. */
export interface CallLogItem {
  /** Identifies the item for `retry` and `discard`. */
  readonly key: string;
  readonly state: CallLogState;
  /** What it is waiting for; absent if it is delivered. */
  readonly waitsFor?: CallLogWait | undefined;
  /** What is delivered; absent if rejected. The item goes `retentionMs` after its delivery. */
  readonly record?: CallLogRecord | undefined;
  /** What the widget sent, if rejected. */
  readonly rejected?: RejectedCallLog | undefined;
  /** The number of failed deliveries since the log arrived or was last retried by a user. */
  readonly tries: number;
  /** Why the last try failed. */
  readonly reason?: string | undefined;
  /**
   * Whether automatic retries have ended: the store rejected with `permanent`, or with `unauthorized`
   * again after `resume()`.
   */
  readonly isFinal: boolean;
  /** When the next delivery is due, in epoch milliseconds. */
  readonly nextTryAt?: number | undefined;
  /** When the log arrived, in epoch milliseconds. */
  readonly receivedAt: number;
  /** When the store accepted it, in epoch milliseconds. */
  readonly deliveredAt?: number | undefined;
}

/** The status of the outbox. */
export interface CallLogStatus {
  /** Waiting, failed, rejected and recently delivered logs, the latest first. */
  readonly items: readonly CallLogItem[];
  /** How many logs are in each state, also those that are not in `items`. */
  readonly counts: Readonly<Record<CallLogState, number>>;
  /** How many logs of other users of this browser are waiting for these users to sign in. */
  readonly ofOthers: number;
  /**
   * `durable`: logs survive the tab. `volatile`: this browser cannot store anything (a private
   * window, a full disk, a broken database), so the widget is answered when the store has the log.
   */
  readonly storage: 'durable' | 'volatile';
  /** The problem with the browser's storage, if there is one. */
  readonly storageProblem?: string | undefined;
  /** Whether delivery is paused until `resume()`. */
  readonly isPaused: boolean;
  /** Whether the browser reports that this page is offline. */
  readonly isOffline: boolean;
}

/** The outbox, as seen and controlled by a page. */
export interface CallLogOutbox {
  /** Reads the current status of the outbox. */
  status(): Promise<CallLogStatus>;
  /** Calls `listener` after each change in any tab; returns an unsubscribe function. */
  subscribe(listener: (status: CallLogStatus) => void): () => void;
  /** Retries one failed log, or all of them, at once. */
  retry(key?: string): Promise<void>;
  /** Deletes a log permanently: it will not be delivered. */
  discard(key: string): Promise<void>;
  /** Continues delivery after a sign-in. */
  resume(): Promise<void>;
  /**
   * Deletes all logs of this owner from the browser, for sign-out. Rejects and deletes none if some
   * are not delivered and `evenUndelivered` is not set.
   */
  wipe(options?: { readonly evenUndelivered?: boolean }): Promise<void>;
}
