import type { CallLogEntry } from '@jackfield/core';
import type { CallLogStore, FoundCallLog } from './call-log-store.js';
import { checkFound } from './check-found.js';
import type { Outbox } from './outbox/outbox.js';
import { inTime, type Timing } from './outbox/timing.js';

/** How long to wait for a slow store if the outbox already has some of the logs. */
const STORE_MS = 4_000;

/** Answers `matchCallLogs`: from the outbox first, and what it does not know from the store. */
export async function matchCallLogs(
  keys: readonly string[],
  outbox: Outbox,
  store: CallLogStore,
  timing: Timing,
  signal: AbortSignal,
): Promise<Readonly<Record<string, readonly CallLogEntry[]>>> {
  const wanted = [...new Set(keys)];
  if (wanted.length === 0) return {};
  const known = await outbox.find(wanted);
  signal.throwIfAborted();
  const missing = wanted.filter((key) => !known.has(key));
  let found: readonly FoundCallLog[] = [];
  const ask = async (signal: AbortSignal): Promise<void> => {
    found = checkFound(await store.find(missing, { signal }));
  };
  if (known.size === 0) await ask(signal);
  else if (missing.length > 0) {
    // If the store fails, the logs of the outbox are returned all the same.
    await inTime(ask, STORE_MS, timing, signal).catch(() => signal.throwIfAborted());
  }
  const entries = new Map<string, CallLogEntry[]>(wanted.map((key) => [key, []]));
  const add = ({ key, id = key, contactId }: FoundCallLog): void => {
    entries.get(key)?.push({ id, ...(contactId !== undefined && { contactId }) });
  };
  for (const [key, entry] of known) add({ key, ...entry });
  for (const entry of found) add(entry);
  // fromEntries defines members, so that `__proto__` is a key like any other.
  return Object.fromEntries([...entries].filter(([, some]) => some.length > 0));
}
