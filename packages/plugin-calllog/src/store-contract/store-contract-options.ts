import type { Contact } from '@jackfield/core';
import type { CallLogRecord, CallLogStore } from '../call-log-store.js';
import type { CallLogStoreRule } from './store-rule.js';

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
  readonly ignore?: Readonly<Record<string, string>> | undefined;
  /** Which rules. All of `callLogStoreRules` if left out; add your own to them, or take some. */
  readonly rules?: readonly CallLogStoreRule[] | undefined;
}
