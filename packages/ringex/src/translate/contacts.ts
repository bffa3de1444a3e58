import type { DataOf, ResultOf } from '@jackfield/core/protocol';
import type { RequestMap as Canonical } from '@jackfield/core';
import type { RequestMap as Wire } from '../generated/areas/base/messages.js';
import { defined } from './parts.js';

/** The numbers as RingCX asks for them, without the direction of the call, which is not sent. */
export function contactQueriesOf({
  phoneNumbers,
  callerIds,
  triggerFrom,
}: DataOf<Wire['matchContacts']>): DataOf<Canonical['matchContacts']> {
  // A number may be any text, such as `constructor`.
  const names = new Map(Object.entries(callerIds ?? {}));
  return phoneNumbers.map((phoneNumber) =>
    defined({
      phoneNumber,
      callerName: names.get(phoneNumber) || undefined,
      // Sent for a number that the agent refreshes.
      isRefresh: triggerFrom === 'manual' || undefined,
    }),
  );
}

/** @param service - the type of contacts that have none */
export function contactsAnswer(
  found: ResultOf<Canonical['matchContacts']>,
  service: string,
): ResultOf<Wire['matchContacts']> {
  const entries = Object.entries(found).map(([phoneNumber, contacts]) => [
    phoneNumber,
    // Not by the list's own `map`, which fails if a plugin has changed its `constructor`.
    Array.from(contacts, ({ id, email, ...contact }) => ({
      type: service,
      // The history compares them, and shows the numbers.
      phoneNumbers: [{ phoneNumber, phoneType: 'unknown' }],
      // A member that is present without a value is not one that the contact says of itself.
      ...defined({ emails: email ? [email] : undefined, ...contact }),
      id: String(id ?? contact.name),
    })),
  ]);
  return { data: Object.fromEntries(entries) };
}
