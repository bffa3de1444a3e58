import type { Contact } from '@jackfield/core';
import type { Ignored, Rule } from '@jackfield/plugin-kit/contract';
import type { CallLogError } from '../call-log-error.js';
import type { CallLogRecord, CallLogStore, FoundCallLog } from '../call-log-store.js';
import type { Outcome } from './outcome.js';

/** One thing that a store promises by being a store, and how that is looked at. */
export interface CallLogStoreRule extends Rule {
  /** Whether it is checked with these options; always if left out. */
  readonly applies?: ((options: StoreContractOptions) => boolean) | undefined;
  /** Throws a `CallLogError` with the code `CONTRACT_BROKEN` when the promise is broken. */
  readonly check: (trial: StoreTrial) => Promise<void>;
}

/** Makes a store for a rule; it may have logs of earlier rules and runs. */
export type StoreFactory = () => CallLogStore | Promise<CallLogStore>;

/** What the rules look at of a row: a `CallLogRecord` will do. */
export type StoredCallLog = Pick<CallLogRecord, 'revision' | 'task'>;

/** What `testCallLogStore` may be told. All of it may be left out. */
export interface StoreContractOptions {
  /**
   * Reads a key's row past the store, since `find` does not tell what is in it.
   *
   * Default: the store's own `list`, which the shipped ones have. Without either, ignore the rules
   * that ask for it, and say why.
   */
  readonly read?:
    ((key: string, store: CallLogStore) => Promise<StoredCallLog | undefined>) | undefined;
  /** A contact that the CRM has: `find` must answer with its id. Not checked if left out. */
  readonly contact?: Contact | undefined;
  /** Makes a store whose CRM refuses everything or is gone. Not checked if left out. */
  readonly failing?: StoreFactory | undefined;
  /** Makes a store whose CRM never answers. Not checked if left out. */
  readonly hanging?: StoreFactory | undefined;
  /** How long a call may take, in milliseconds of real time. Default 10,000. */
  readonly graceMs?: number | undefined;
  /** Rules that are not checked, by their ids, each with the reason. The suite's name tells them. */
  readonly ignore?: Ignored | undefined;
  /** Which rules. All of `callLogStoreRules` if left out; add your own to them, or take some. */
  readonly rules?: readonly CallLogStoreRule[] | undefined;
}

/** What a rule has found. */
export interface Finding {
  /** What the store was asked, such as `find([])`. */
  readonly asked: string;
  readonly expected: string;
  readonly came: string;
}

/** A rule's way to the store that it is checked for. */
export interface StoreTrial {
  readonly store: CallLogStore;
  readonly options: StoreContractOptions;
  /** A signal that never aborts. */
  readonly signal: AbortSignal;
  /** Writes a log, which must resolve. */
  write(record: CallLogRecord, said?: string): Promise<void>;
  /** Asks for keys, which must resolve to entries of the right shape. */
  find(keys: readonly string[], said?: string): Promise<readonly FoundCallLog[]>;
  /**
   * Whether a key is among what `find` tells when it is asked for that key. It is asked again a few
   * times: whether the first answer is right already is a rule of its own.
   */
  isFound(key: string): Promise<boolean>;
  /** Whether what is in a row can be seen. */
  readonly canRead: boolean;
  /** The row that a key has. */
  row(key: string): Promise<StoredCallLog | undefined>;
  /** What comes of a call that may fail; never rejects. */
  attempt<T>(call: () => Promise<T>): Promise<Outcome<T>>;
  /** What a failed outcome is called in a message. */
  describe(outcome: Outcome<unknown>): string;
  /** The error of a broken promise. */
  breach(found: Finding): CallLogError;
}
