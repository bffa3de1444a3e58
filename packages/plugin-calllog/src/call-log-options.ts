import { hasMethods, isDuration, isFunction, isName } from '@jackfield/plugin-kit';
import type { CallLogStore, RejectedCallLogStore } from './call-log-store.js';
import { isObject } from '@jackfield/plugin-kit/json';
import { checkOptions } from './check-options.js';
import type { Dispositions, ResolveContact } from './call-details/index.js';

/** Options of {@link callLog}. */
export interface CallLogOptions {
  /** Where logs go. Default: this browser's IndexedDB. */
  readonly store?: CallLogStore | undefined;
  /**
   * A second destination of logs that violate their schema; the outbox always keeps them.
   *
   * Default: `store` if it has `reject`.
   */
  readonly rejected?: RejectedCallLogStore | undefined;
  /** The plugin's name. Set it if a page has two of these plugins. Default `calllog`. */
  readonly name?: string | undefined;
  /** The clock, in epoch milliseconds. Default: that of the host, and `Date.now` before there is one. */
  readonly now?: (() => number) | undefined;
  /**
   * The id of the signed-in CRM user. Each user has a separate database, which is delivered only
   * while that user is signed in. Always set it if several people share a browser.
   */
  readonly owner?: string | undefined;
  /** How long a log stays in the outbox after its delivery, in milliseconds. Default a day. */
  readonly retentionMs?: number | undefined;
  /** Chooses the contact of a call. Default: the only contact that plugins find for its number. */
  readonly resolveContact?: ResolveContact | undefined;
  /** The labels of dispositions, by id: the widget does not send them. */
  readonly dispositions?: Dispositions | undefined;
  /** Whether to log ended calls without the agent, after two minutes or `afterMs`. Default: no. */
  readonly logUndisposed?: boolean | { readonly afterMs?: number | undefined } | undefined;
  /** The limits of the delay between retries. Default: one second to five minutes. */
  readonly retry?:
    { readonly minMs?: number | undefined; readonly maxMs?: number | undefined } | undefined;
}

/** Whether `x` is an object with no other members than these, which are durations if they are there. */
const hasDurations = (x: unknown, ...names: readonly string[]): boolean =>
  isObject(x) &&
  Object.entries(x).every(
    ([name, value]) => names.includes(name) && (value === undefined || isDuration(value)),
  );

/** @throws `CallLogError` `OPTION_INVALID` */
export function checkCallLogOptions(options: CallLogOptions): void {
  checkOptions('callLog', options, {
    store: [(x) => hasMethods(x, 'upsert', 'find'), 'a store with the methods upsert and find'],
    rejected: [(x) => hasMethods(x, 'reject'), 'a store with the method reject'],
    name: [isName, 'a name'],
    now: [isFunction, 'a function that returns epoch milliseconds'],
    owner: [isName, 'the id of a user'],
    retentionMs: [(x) => x === 0 || isDuration(x), 'milliseconds, or 0'],
    resolveContact: [(x) => x === false || isFunction(x), 'a function or false'],
    dispositions: [(x) => isFunction(x) || isObject(x), 'an object of texts by ids, or a function'],
    logUndisposed: [
      (x) => typeof x === 'boolean' || hasDurations(x, 'afterMs'),
      'a boolean or { afterMs }',
    ],
    retry: [(x) => hasDurations(x, 'minMs', 'maxMs'), '{ minMs, maxMs } in milliseconds above 0'],
  });
}
