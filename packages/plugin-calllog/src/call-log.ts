import { type Call, definePlugin, type Plugin, type PluginContext } from '@jackfield/core';
import { hasMethods, isName } from '@jackfield/plugin-kit';
import { CallLogError } from './call-log-error.js';
import { type CallLogOptions, checkCallLogOptions } from './call-log-options.js';
import type { CallLogStore, RejectedCallLog, RejectedCallLogStore } from './call-log-store.js';
import { createCallTracker, resolveContacts, resolveDisposition } from './call-details/index.js';
import { indexedDbCallLogStore } from './indexeddb-call-log-store.js';
import { matchCallLogs } from './match-call-logs.js';
import { databaseStorage } from './outbox/database-storage.js';
import { createOutbox } from './outbox/outbox.js';
import type { Addition } from './outbox/row.js';
import { clockTiming, type Timing } from './outbox/timing.js';
import type { CallLogOutbox } from './status.js';

/** The result of {@link callLog}: a plugin for a host, and its outbox for the page. */
export interface CallLogPlugin extends Plugin, CallLogOutbox {}

const DAY_MS = 86_400_000;
const UNDISPOSED_MS = 120_000;

const canReject = (store: CallLogStore): store is CallLogStore & RejectedCallLogStore =>
  hasMethods(store, 'reject');

/** @param wire - that of a raw body which is not of RingCX: its key is one of the ids of its call */
const keyOf = (body: unknown, wire?: string): string | undefined => {
  const { sessionId, call } = (body ?? {}) as { readonly [member: string]: unknown };
  const ids = (call ?? {}) as { readonly [member: string]: unknown };
  const others = wire === undefined ? [] : [ids['sessionId'], ids['telephonySessionId'], ids['id']];
  return [sessionId, ...others].find(isName) as string | undefined;
};

/** How long after their end calls are logged without the agent; `false` if never. */
function undisposedAfter(option: CallLogOptions['logUndisposed']): number | false {
  if (!option) return false;
  return (option === true ? undefined : option.afterMs) ?? UNDISPOSED_MS;
}

/**
 * Creates the plugin that delivers the agent's call logs to a store and finds logged calls.
 *
 * The widget is answered when the log is durable in this browser. From there it is delivered and
 * stored exactly once, despite failures of the tab, the network and the store. If the browser
 * cannot store it, the widget is answered when `store.upsert` has resolved or rejected.
 *
 * @example
 * ```ts
 * const calllog = callLog({ store: acmeStore, owner: user.id });
 * createHost({ service: 'Acme CRM', plugins: [calllog] });
 * calllog.subscribe(({ counts }) => showBadge(counts.failed));
 * ```
 */
export function callLog(options: CallLogOptions = {}): CallLogPlugin {
  checkCallLogOptions(options);
  return createCallLog(options, clockTiming(options.now));
}

/** The same with times of its own, for tests. */
export function createCallLog(options: CallLogOptions, timing: Timing): CallLogPlugin {
  const { store = indexedDbCallLogStore(), name = 'calllog', owner } = options;
  const { now } = timing;
  const { resolveContact, dispositions, retentionMs = DAY_MS } = options;
  const rejectedStore = options.rejected ?? (canReject(store) ? store : undefined);
  const undisposedAfterMs = undisposedAfter(options.logUndisposed);
  const asks = new Set<PluginContext['ask']>();

  const prefix = `jackfield-outbox:${encodeURIComponent(name)}:`;
  const outbox = createOutbox({
    name: `${prefix}${encodeURIComponent(owner ?? '')}`,
    prefix,
    open: databaseStorage,
    timing,
    backoff: options.retry ?? {},
    retentionMs,
    send: async (record, signal) => store.upsert(record, { signal }),
    sendRejected:
      rejectedStore && (async (record, signal) => rejectedStore.reject(record, { signal })),
    task: undisposedAfterMs === false ? undefined : logUndisposed,
  });
  const tracker = createCallTracker({
    memory: outbox.memory,
    now,
    // A clock of the page's own may run at another pace than this computer's.
    elapsed: options.now ? undefined : timing.elapsed,
    undisposedAfterMs,
    owner,
  });

  /** Finds the contact of the call; `undefined` if the look-up is disabled. */
  const whoseCall = (call: Call): Promise<Addition> | undefined =>
    resolveContact === false
      ? undefined
      : resolveContacts(resolveContact, [...asks].at(-1), call, outbox.life).then(
          ({ contact, candidates }) => ({
            ...(contact && { contact, isDecided: resolveContact !== undefined }),
            ...(candidates.length > 0 && { candidates }),
          }),
        );

  async function logUndisposed(at: number): Promise<number | undefined> {
    const { calls, nextAt } = await tracker.due(at);
    for (const { key, call, callDetails } of calls)
      outbox.inBackground(logDerived({ key, call, callDetails }));
    return nextAt;
  }

  async function logDerived(
    log: Pick<Parameters<typeof outbox.log>[0], 'key' | 'call' | 'callDetails'>,
  ): Promise<void> {
    const { life } = outbox;
    const draft = {
      ...log,
      receivedAt: now(),
      origin: 'derived',
      ...(owner && { owner }),
    } as const;
    // A log that the store did not accept is in the outbox all the same.
    await outbox.log(draft, life, whoseCall(log.call)).catch(() => undefined);
    if (!life.aborted) await tracker.logged(log.call.id, 'derived').catch(() => undefined);
  }

  const reject = (
    raw: unknown,
    issues: RejectedCallLog['issues'],
    {
      requestId,
      signal,
      wire,
    }: { readonly requestId: string; readonly signal: AbortSignal; readonly wire?: string },
  ): Promise<void> => {
    const receivedAt = now();
    const key = keyOf(raw, wire) ?? `rejected:${receivedAt}:${requestId}`;
    return outbox.reject({ key, receivedAt, raw, issues, ...(wire && { wire }) }, signal);
  };

  const plugin = definePlugin({
    name,
    setup({ ask, clock }) {
      asks.add(ask);
      timing.follow?.(clock);
      const end = outbox.begin();
      return async () => {
        asks.delete(ask);
        await end();
        if (outbox.isOpen) return;
        for (const each of new Set([store, rejectedStore])) await each?.close?.();
      };
    },
    requests: {
      async logCall(data, context) {
        const key = keyOf(data);
        if (key === undefined) {
          // All such logs would share one row, so that each would overwrite the one before it.
          const issue = {
            pointer: '/sessionId',
            keyword: 'minLength',
            expected: 'at least 1 character that is not a space',
            received: 'none',
            message:
              'Expected at least 1 character that is not a space at /sessionId, received none.',
          };
          await reject(data, [issue], context);
          throw new CallLogError(
            'KEY_MISSING',
            'The log has no sessionId to be stored under; it is kept as rejected.',
          );
        }
        const { call, task, contact } = data;
        const receivedAt = now();
        const later = whoseCall(call);
        const disposition = resolveDisposition(dispositions, task?.dispositionId, call);
        const draft = {
          key,
          receivedAt,
          call,
          ...(task && { task }),
          origin: 'agent',
          ...(owner && { owner }),
          ...(disposition && { disposition }),
          ...(contact && { chosen: contact }),
          callDetails: await tracker.of(call, receivedAt),
        } as const;
        await outbox.log(draft, context.signal, later);
        outbox.inBackground(tracker.logged(call.id));
        return 'ok';
      },
      matchCallLogs: (keys, context) => matchCallLogs(keys, outbox, store, timing, context),
    },
    invalid: {
      logCall: (raw, context) => reject(raw, context.issues, context),
    },
    pushes: {
      ringCall: ({ call }) => tracker.ring(call).then(outbox.wake),
      newCall: ({ call }) => tracker.answer(call).then(outbox.wake),
      async endCall({ call }) {
        const id = await tracker.end(call);
        outbox.wake();
        // A log that was submitted during the call does not contain its duration yet.
        if (id === undefined) return;
        await outbox.amendCall(id, async (record) => {
          const { endedAt, timesCertain } = record.callDetails ?? {};
          // Without certain times an end adds nothing.
          if (endedAt !== undefined || timesCertain === false) return {};
          return { callDetails: await tracker.of(record.call, record.receivedAt) };
        });
      },
    },
  });
  const { status, subscribe, retry, discard, resume, wipe } = outbox;
  // What definePlugin has made carries its mark, which a copy keeps.
  return Object.freeze({ ...plugin, status, subscribe, retry, discard, resume, wipe });
}
