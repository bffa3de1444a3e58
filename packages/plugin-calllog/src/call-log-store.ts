import type { Call, Contact, InvalidContext, Task } from '@jackfield/core';

/** What the agent chose on the disposition page. */
export interface CallLogDisposition {
  /** What the wire carries: an opaque id, and in later history rows the name. */
  readonly id: string;
  /** What a person reads, where the option `dispositions` knows it. */
  readonly label?: string | undefined;
}

/** When a call was, and what became of it, as far as the widget told. */
export interface CallDetails {
  readonly direction: 'inbound' | 'outbound' | 'internal' | 'unknown';
  /** `unknown` where this page has seen neither its ring nor its answer. */
  readonly outcome: 'answered' | 'missed' | 'unknown';
  /** When the call began, in epoch milliseconds. */
  readonly startedAt?: number | undefined;
  /**
   * Whether `startedAt` is known. Some versions of the widget read New York's wall time in the
   * browser's zone, and none says which it is.
   */
  readonly startTimeCertain: boolean;
  /** The call's `startTime` as the widget sent it first, in milliseconds; absent if it is no number. */
  readonly rawStartTime?: number | undefined;
  /** When this page was told of the answer, in epoch milliseconds. */
  readonly answeredAt?: number | undefined;
  /** When this page was told of the end, in epoch milliseconds. */
  readonly endedAt?: number | undefined;
  /** From answer to end, in seconds. */
  readonly talkSeconds?: number | undefined;
}

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
  /**
   * `agent`: somebody submitted it. `derived`: the call ended and nobody did (option
   * `logUndisposed`).
   */
  readonly origin?: 'agent' | 'derived' | undefined;
  /** The id of the CRM's user whose log it is, as the option `owner` said it. */
  readonly owner?: string | undefined;
  /** Whose call it was, where that is certain. */
  readonly contact?: Contact | undefined;
  /** All contacts whose call it may have been; still one log. */
  readonly candidates?: readonly Contact[] | undefined;
  readonly disposition?: CallLogDisposition | undefined;
  readonly callDetails?: CallDetails | undefined;
}

/** A log whose shape no known widget sends, kept so that a person can look at it. */
export interface RejectedCallLog {
  /** The log's key if it has one, else one that was made up. */
  readonly key: string;
  readonly revision: number;
  /** The request's body, untouched. */
  readonly raw: unknown;
  /** What is wrong with `raw`, each with its JSON pointer. */
  readonly issues: InvalidContext['issues'];
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
   * Writes one log. Resolve when it is written; reject, best with a `StoreError`, when it is not.
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
