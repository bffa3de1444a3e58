import type { CallLogEntry } from '@jackfield/core';
import type { CallLogStore, FoundCallLog } from './call-log-store.js';
import { checkFound } from './check-found.js';
import type { Outbox } from './outbox/outbox.js';
import { inTime, type Timing } from './outbox/timing.js';

/** When a slow store is no longer waited for, if the outbox has some of the logs: before the deadline. */
const STORE_MS = 4_000;
/** How long to wait for a log that is being delivered: the widget asks as soon as it was submitted. */
const DELIVERY_MS = 2_000;

/** What the agent reads in the widget. */
const MESSAGES = {
  pending: 'Saved in this browser. The CRM gets it soon.',
  failed: 'Saved in this browser. The CRM has not taken it.',
} as const;

interface Context {
  readonly signal: AbortSignal;
  /** Whether the widget shows what is not delivered. Elsewhere it would count as logged. */
  readonly statusRows?: boolean;
}

/** Answers `matchCallLogs`: from the outbox first, and what it does not know from the store. */
export async function matchCallLogs(
  keys: readonly string[],
  outbox: Outbox,
  store: CallLogStore,
  timing: Timing,
  { signal, statusRows = false }: Context,
): Promise<Readonly<Record<string, readonly CallLogEntry[]>>> {
  const wanted = [...new Set(keys)];
  if (wanted.length === 0) return {};
  const start = timing.elapsed();
  const until = start + DELIVERY_MS;
  let known = await outbox.find(wanted);
  const isUnderWay = (): boolean =>
    [...known.values()].some(
      ({ undelivered }) =>
        undelivered?.state === 'pending' &&
        Math.abs(timing.now() - undelivered.since) < DELIVERY_MS,
    );
  for (let ms; isUnderWay() && (ms = until - timing.elapsed()) > 0;) {
    signal.throwIfAborted();
    await outbox.nextChange(ms, signal);
    known = await outbox.find(wanted);
  }
  signal.throwIfAborted();
  const delivered = [...known].filter(([, { undelivered }]) => !undelivered);
  const missing = wanted.filter((key) => !known.has(key) || known.get(key)?.undelivered);
  let found: readonly FoundCallLog[] = [];
  const ask = async (signal: AbortSignal): Promise<void> => {
    found = checkFound(await store.find(missing, { signal }));
  };
  if (known.size === 0) await ask(signal);
  else if (missing.length > 0) {
    // If the store fails, the logs of the outbox are returned all the same.
    const left = STORE_MS - (timing.elapsed() - start);
    await inTime(ask, left, timing, signal).catch(() => signal.throwIfAborted());
  }
  const entries = new Map<string, CallLogEntry[]>(wanted.map((key) => [key, []]));
  const add = ({ key, id = key, contactId }: FoundCallLog): void => {
    entries.get(key)?.push({ id, ...(contactId !== undefined && { contactId }) });
  };
  for (const [key, { id, contactId }] of delivered) add({ key, id, contactId });
  for (const entry of found) add(entry);
  for (const [key, { id, undelivered }] of statusRows ? known : []) {
    const status = undelivered?.state;
    if (status) entries.get(key)?.push({ id, status, message: MESSAGES[status] });
  }
  // fromEntries defines members, so that `__proto__` is a key like any other.
  return Object.fromEntries([...entries].filter(([, some]) => some.length > 0));
}
