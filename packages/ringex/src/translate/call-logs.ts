import type { DataOf, ResultOf } from '@jackfield/core/protocol';
import type { CallLogEntry, RequestMap as Canonical } from '@jackfield/core';
import type { RequestMap as Wire } from '../generated/areas/base/messages.js';
import { defined } from './parts.js';

/** A call id of RingCX: thirty digits. Those of RingCentral's telephony have fewer. */
const UII = /^\d{20,}$/;

/** The legs of a call that may have been the agent's: almost always the second. */
const LEGS = [2, 1, 3, 4, 5];

/** @param legacyKeys - whether to ask for the keys of RingCX as well */
export function logKeysOf(
  { sessionIds }: DataOf<Wire['matchCallLogs']>,
  legacyKeys: boolean,
): DataOf<Canonical['matchCallLogs']> {
  if (!legacyKeys) return sessionIds;
  return sessionIds.flatMap((id) =>
    UII.test(id) ? [id, ...LEGS.map((leg) => `${id}$${leg}`)] : [id],
  );
}

export function logsAnswer(
  found: ResultOf<Canonical['matchCallLogs']>,
): ResultOf<Wire['matchCallLogs']> {
  const rows = new Map<string, ReturnType<typeof rowOf>[]>();
  for (const [key, entries] of Object.entries(found)) {
    // A key of RingCX was asked for on behalf of the call.
    const id = key.replace(/^(\d{20,})\$\d+$/, '$1');
    // Not by the list's own `map`, which fails if a plugin has changed its `constructor`.
    rows.set(id, [...(rows.get(id) ?? []), ...[...entries].map((entry) => rowOf(entry, key))]);
  }
  return { data: Object.fromEntries(rows) };
}

function rowOf({ id, contactId, status, message, ...entry }: CallLogEntry, key: string) {
  return defined({
    ...entry,
    id: String(id ?? key),
    contact: contactId === undefined ? undefined : { id: String(contactId) },
    type: status === undefined ? undefined : ('status' as const),
    status,
    message,
  });
}
