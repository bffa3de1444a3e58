import type { Call, Contact, InvalidContext, Task } from '@jackfield/core';

/** What the agent chose on the disposition page. */
export interface CallLogDisposition {
  /** The value in the message: an opaque id, or the name in history rows of later versions. */
  readonly id: string;
  /** The label, if the option `dispositions` has one. */
  readonly label?: string | undefined;
}

/** The times and the outcome of a call, derived from the widget's messages. */
export interface CallDetails {
  readonly direction: 'inbound' | 'outbound' | 'internal' | 'unknown';
  /** `unknown` if this page received neither the ring nor the answer. */
  readonly outcome: 'answered' | 'missed' | 'unknown';
  /** When the call began, in epoch milliseconds. */
  readonly startedAt?: number | undefined;
  /**
   * Whether `startedAt` is certain. Some versions of the widget read New York's wall time in the
   * browser's zone, and no message contains the version.
   */
  readonly startTimeCertain: boolean;
  /**
   * `false` if this computer's clock was set during the call, or the computer slept. Then `answeredAt`
   * and `endedAt` are absent, and so is `talkSeconds` unless the widget sent a `duration`.
   */
  readonly timesCertain: boolean;
  /** The call's `startTime` as the widget sent it first, in milliseconds; absent if it is not a number. */
  readonly rawStartTime?: number | undefined;
  /** When this page received the message about the answer, in epoch milliseconds. */
  readonly answeredAt?: number | undefined;
  /** When this page received the message about the end, in epoch milliseconds. */
  readonly endedAt?: number | undefined;
  /** The time from answer to end, in seconds. */
  readonly talkSeconds?: number | undefined;
}

/** The log of one call, as passed to {@link CallLogStore.upsert}. */
export interface CallLogRecord {
  /**
   * Identifies the call: keep one row for each key.
   *
   * The request's own `sessionId`, such as `201910162213030139010000000016$2`; for rows of the
   * widget's history it may be a bare segment id. It is not `call.sessionId`, the number of a leg.
   */
  readonly key: string;
  /** Increases with each log of a key. A write that is not above the stored one changes nothing. */
  readonly revision: number;
  /** The call as the widget sent it. */
  readonly call: Call;
  /** What the agent wrote, perhaps in an earlier log of the call; absent if the agent entered nothing. */
  readonly task?: Task | undefined;
  /** When the log arrived in this page, in epoch milliseconds. */
  readonly receivedAt: number;
  /**
   * `agent`: the agent submitted the log. `derived`: the call ended and the agent did not (option
   * `logUndisposed`).
   */
  readonly origin?: 'agent' | 'derived' | undefined;
  /** The id of the CRM user whose log it is: the option `owner`. */
  readonly owner?: string | undefined;
  /** The contact of the call, if it is certain, or the one that the agent chose. */
  readonly contact?: Contact | undefined;
  /** All contacts that match the call's number. */
  readonly candidates?: readonly Contact[] | undefined;
  readonly disposition?: CallLogDisposition | undefined;
  readonly callDetails?: CallDetails | undefined;
}

/** A log that violates its schema, kept so that a person can look at it. */
export interface RejectedCallLog {
  /** The log's key if it has one, else a generated key. */
  readonly key: string;
  readonly revision: number;
  /** The request's body, unchanged. */
  readonly raw: unknown;
  /** Why `raw` is not valid, each issue with its JSON pointer. */
  readonly issues: InvalidContext['issues'];
  /** The wire that `raw` is from, whose form it should have had: `ringcx` or `ringex`. */
  readonly wire?: string | undefined;
  readonly receivedAt: number;
}

/** A log found in a store. */
export interface FoundCallLog {
  /** One of the requested keys. */
  readonly key: string;
  /** The log's id in your CRM. Default: the key. */
  readonly id?: string | number | undefined;
  /** The contact that the call was logged on: its `id` in your contact source. */
  readonly contactId?: string | number | undefined;
}

/** The second argument of a store's methods. */
export interface CallLogStoreContext {
  /** Aborts when the result is no longer needed: pass it to `fetch`. */
  readonly signal: AbortSignal;
}

/** A destination of call logs: the two methods that you write for a CRM. */
export interface CallLogStore {
  /**
   * Writes one log. Resolve when it is written; otherwise reject, preferably with a `StoreError`.
   *
   * The same key can arrive many times: replace the row if `revision` is higher than the row's,
   * else change nothing and resolve.
   */
  upsert(record: CallLogRecord, context: CallLogStoreContext): Promise<void>;
  /** Resolves to the logged keys among `keys`; the others are omitted. */
  find(keys: readonly string[], context: CallLogStoreContext): Promise<readonly FoundCallLog[]>;
  /**
   * Releases open resources, because the plugin was removed or its host was closed.
   *
   * Another host may still use the store, and it may be used again.
   */
  close?(): void | Promise<void>;
}

/** A destination of logs that violate their schema. */
export interface RejectedCallLogStore {
  /** Keeps one rejected log. It must not replace a valid log of the same key. */
  reject(record: RejectedCallLog, context: CallLogStoreContext): Promise<void>;
  /** Like `close` of {@link CallLogStore}. */
  close?(): void | Promise<void>;
}

/** A log of a local store, with its status. */
export type ListedCallLog =
  | (CallLogRecord & { readonly status: 'logged' })
  | (RejectedCallLog & { readonly status: 'rejected' });

/** A store in this browser, with more methods than {@link CallLogStore}. */
export interface LocalCallLogStore extends CallLogStore, RejectedCallLogStore {
  /** Returns all logs, valid and rejected, the latest first. */
  list(): Promise<readonly ListedCallLog[]>;
  /** Calls `listener` after each change made by this store; returns an unsubscribe function. */
  subscribe(listener: (log: ListedCallLog) => void): () => void;
}
