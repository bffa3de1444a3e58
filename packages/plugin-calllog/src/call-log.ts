import { definePlugin, type CallLogEntry, type Plugin } from '@jackfield/core';
import { hasMethods, isFunction, isName } from '@jackfield/plugin-kit';
import { CallLogError } from './call-log-error.js';
import type { CallLogStore, RejectedCallLog, RejectedCallLogStore } from './call-log-store.js';
import { checkFound } from './check-found.js';
import { checkOptions } from './check-options.js';
import { indexedDbCallLogStore } from './indexeddb-call-log-store.js';

/** Options of {@link callLog}. */
export interface CallLogOptions {
  /** Where logs go. Default: this browser's IndexedDB. */
  readonly store?: CallLogStore | undefined;
  /**
   * Where logs of an unforeseen shape go.
   *
   * Default: `store` if it has `reject`, else this browser's IndexedDB.
   */
  readonly rejected?: RejectedCallLogStore | undefined;
  /** The plugin's name; give one if a host has two of these. Default `calllog`. */
  readonly name?: string | undefined;
  /** The clock, in epoch milliseconds. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

const canReject = (store: CallLogStore): store is CallLogStore & RejectedCallLogStore =>
  hasMethods(store, 'reject');

const keyOf = (body: unknown): string | undefined => {
  const key = (body as { readonly sessionId?: unknown } | null | undefined)?.sessionId;
  return isName(key) ? (key as string) : undefined;
};

/**
 * The plugin that writes the agent's call logs into a store, and finds them again.
 *
 * The widget is answered when `store.upsert` has resolved; if it rejects, the widget gets the
 * error's message and the host reports it.
 *
 * @example
 * ```ts
 * createHost({ service: 'Acme CRM', plugins: [callLog({ store: acmeStore })] });
 * ```
 */
export function callLog(options: CallLogOptions = {}): Plugin {
  checkOptions('callLog', options, {
    store: [(x) => hasMethods(x, 'upsert', 'find'), 'a store with the methods upsert and find'],
    rejected: [(x) => hasMethods(x, 'reject'), 'a store with the method reject'],
    name: [isName, 'a name'],
    now: [isFunction, 'a function that returns epoch milliseconds'],
  });
  const { store = indexedDbCallLogStore(), name = 'calllog', now = Date.now } = options;
  const rejectedStore = options.rejected ?? (canReject(store) ? store : indexedDbCallLogStore());

  // Two logs within a millisecond, or a clock that was put back, must not make the later one lose.
  let last = -Infinity;
  const stamp = () => {
    const receivedAt = now();
    last = Math.max(last + 1, receivedAt);
    return { revision: last, receivedAt };
  };

  const reject = (
    raw: unknown,
    faults: RejectedCallLog['faults'],
    { requestId, signal }: { readonly requestId: string; readonly signal: AbortSignal },
  ): Promise<void> => {
    const stamped = stamp();
    const key = keyOf(raw) ?? `rejected:${stamped.revision}:${requestId}`;
    return rejectedStore.reject({ key, ...stamped, raw, faults }, { signal });
  };

  return definePlugin({
    name,
    setup: () => async () => {
      for (const each of new Set([store, rejectedStore])) await each.close?.();
    },
    requests: {
      async logCall(data, context) {
        const key = keyOf(data);
        if (key === undefined) {
          // All such logs would share one row, so that each would overwrite the one before it.
          const fault = { pointer: '/sessionId', expected: 'a text', keyword: 'minLength' };
          await reject(data, [fault], context);
          throw new CallLogError(
            'KEY_MISSING',
            'The log has no sessionId to be stored under; it is kept as rejected.',
          );
        }
        const { call, task } = data;
        const record = { key, ...stamp(), call, ...(task && { task }) };
        await store.upsert(record, { signal: context.signal });
        return 'ok';
      },
      async matchCallLogs(keys, { signal }) {
        const found = new Map<string, CallLogEntry[]>();
        for (const key of keys) found.set(key, []);
        if (found.size === 0) return {};
        for (const entry of checkFound(await store.find([...found.keys()], { signal }))) {
          const { key, id = key, contactId } = entry;
          found.get(key)?.push({ id, ...(contactId !== undefined && { contactId }) });
        }
        // fromEntries defines members, so that `__proto__` is a key like any other.
        return Object.fromEntries([...found].filter(([, entries]) => entries.length > 0));
      },
    },
    invalid: {
      logCall: (raw, context) => reject(raw, context.faults, context),
    },
  });
}
