import type { Call, InvalidContext, Task } from '@jackfield/core';

/** One call's log, as {@link CallLogStore.upsert} gets it. */
export interface CallLogRecord {
  /**
   * Which call this is: keep one row for each key.
   *
   * The request's own `sessionId`, such as `201910162213030139010000000016$2`; for rows of the
   * widget's history it may be a bare segment id. It is not `call.sessionId`, which is only a leg's
   * number.
   */
  readonly key: string;
  /** Grows with each log of a key; a write that is not above the stored revision changes nothing. */
  readonly revision: number;
  /** The call as the widget sent it. */
  readonly call: Call;
  /** What the agent wrote; absent when the agent touched nothing. */
  readonly task?: Task | undefined;
  /** When the log arrived in this page, in epoch milliseconds. */
  readonly receivedAt: number;
}

/** A log whose shape no known widget sends, kept so that a person can look at it. */
export interface RejectedCallLog {
  /** The log's key if it has one, else one that was made up. */
  readonly key: string;
  readonly revision: number;
  /** The request's body, untouched. */
  readonly raw: unknown;
  /** What is wrong with `raw`, each with its JSON pointer. */
  readonly faults: InvalidContext['faults'];
  readonly receivedAt: number;
}

/** A log that a store has. */
export interface FoundCallLog {
  /** One of the keys that were asked for. */
  readonly key: string;
  /** The log's id in your CRM; the key where there is none. */
  readonly id?: string | number | undefined;
  /** The contact it was logged on: the `id` that your contact source gives that contact. */
  readonly contactId?: string | number | undefined;
}

/** What every call of a store gets. */
export interface CallLogStoreContext {
  /** Aborts when nobody waits any longer: pass it to `fetch`. */
  readonly signal: AbortSignal;
}

/** Where call logs go: the two methods that a CRM brings. */
export interface CallLogStore {
  /**
   * Writes one log. Resolve when it is written, reject when it is not.
   *
   * The same key comes many times: replace the row if `revision` is above the row's, else change
   * nothing and resolve.
   */
  upsert(record: CallLogRecord, context: CallLogStoreContext): Promise<void>;
  /** Tells which of `keys` are logged; the others are left out of the answer. */
  find(keys: readonly string[], context: CallLogStoreContext): Promise<readonly FoundCallLog[]>;
  /**
   * Lets go of what is open, since the plugin was removed or its host closed.
   *
   * Another host may be using the store still, and it may be used again.
   */
  close?(): void | Promise<void>;
}

/** Where logs of an unforeseen shape go. */
export interface RejectedCallLogStore {
  /** Keeps one rejected log, beside and never instead of a good one of the same key. */
  reject(record: RejectedCallLog, context: CallLogStoreContext): Promise<void>;
  /** As {@link CallLogStore}'s. */
  close?(): void | Promise<void>;
}

/** A log as a page shows it. */
export type ListedCallLog =
  | (CallLogRecord & { readonly status: 'logged' })
  | (RejectedCallLog & { readonly status: 'rejected' });

/** A store within the page: what the shipped ones can do beyond {@link CallLogStore}. */
export interface LocalCallLogStore extends CallLogStore, RejectedCallLogStore {
  /** All logs, good and rejected, the latest first. */
  list(): Promise<readonly ListedCallLog[]>;
  /** Calls `listener` after each change that this store made; returns what ends that. */
  subscribe(listener: (log: ListedCallLog) => void): () => void;
}
