import type { Contact } from '@jackfield/core';
import type { Ignored, Rule } from '@jackfield/plugin-kit/contract';
import type { CallLogError } from '../call-log-error.js';
import type { CallLogRecord, CallLogStore, FoundCallLog } from '../call-log-store.js';
import type { Settled } from './settled.js';

/** One rule of the store contract, and how it is checked. */
export interface CallLogStoreRule extends Rule {
  /** Returns whether the rule is checked with these options. Default: always. */
  readonly applies?: ((options: StoreContractOptions) => boolean) | undefined;
  /** Throws a `CallLogError` with the code `CONTRACT_BROKEN` if the store violates the rule. */
  readonly check: (context: StoreRuleContext) => Promise<void>;
}

/** Creates a store for a rule; it may contain logs of earlier rules and runs. */
export type StoreFactory = () => CallLogStore | Promise<CallLogStore>;

/** The members of a row that rules compare; every `CallLogRecord` has them. */
export type StoredCallLog = Pick<CallLogRecord, 'revision' | 'task'>;

/** Options of `testCallLogStore`. */
export interface StoreContractOptions {
  /**
   * Reads a key's row directly from the CRM, because `find` does not return its content.
   *
   * Default: the store's own `list`, which the built-in stores have. Without either, add the rules
   * that need it to `ignore`.
   */
  readonly read?:
    ((key: string, store: CallLogStore) => Promise<StoredCallLog | undefined>) | undefined;
  /** A contact of the CRM, whose id `find` must return. Without it, this is not checked. */
  readonly contact?: Contact | undefined;
  /** Creates a store whose CRM refuses everything or is unreachable. Without it, this is not checked. */
  readonly failing?: StoreFactory | undefined;
  /** Creates a store whose CRM never responds. Without it, this is not checked. */
  readonly hanging?: StoreFactory | undefined;
  /** How long a call may take, in milliseconds of real time. Default 10,000. */
  readonly graceMs?: number | undefined;
  /** Rules that are not checked, by id, each with the reason. The suite's name contains them. */
  readonly ignore?: Ignored | undefined;
  /** The rules to check. Default: all of `callLogStoreRules`. You can add your own or omit some. */
  readonly rules?: readonly CallLogStoreRule[] | undefined;
}

/** What a rule expected of a call, and what it received. */
export interface StoreViolation {
  /** What the store was called, such as `find([])`. */
  readonly called: string;
  readonly expected: string;
  readonly received: string;
}

/** What a rule uses to check a store. */
export interface StoreRuleContext {
  readonly store: CallLogStore;
  readonly options: StoreContractOptions;
  /** A signal that never aborts. */
  readonly signal: AbortSignal;
  /** Writes a log; the call must resolve. */
  write(record: CallLogRecord, said?: string): Promise<void>;
  /** Finds keys; the call must resolve to valid entries. */
  find(keys: readonly string[], said?: string): Promise<readonly FoundCallLog[]>;
  /**
   * Resolves to whether `find` returns the key. It tries several times, because whether the first
   * result is already right is a rule of its own.
   */
  isFound(key: string): Promise<boolean>;
  /** Whether rows can be read. */
  readonly canRead: boolean;
  /** Reads the row of a key. */
  row(key: string): Promise<StoredCallLog | undefined>;
  /** Returns how a call that may fail has settled; never rejects. */
  attempt<T>(call: () => Promise<T>): Promise<Settled<T>>;
  /** Describes for a message how a call has settled. */
  describe(settled: Settled<unknown>): string;
  /** Returns the error of a violated rule. */
  violation(found: StoreViolation): CallLogError;
}
