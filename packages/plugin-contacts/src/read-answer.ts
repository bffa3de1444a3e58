import type { Contact } from '@jackfield/core';
import type { ContactsByNumber, SourceContact } from './contact-source.js';
import { ContactsError } from './contacts-error.js';
import { describePrivately } from './describe-privately.js';
import { readTime } from './read-time.js';

/** A contact as the widget may have it, and what only its order is decided by. */
export interface Known {
  readonly contact: Contact;
  /** When it was touched last, in milliseconds since 1970. */
  readonly touched?: number | undefined;
}

const MEMBERS = Object.keys({
  id: 0,
  type: 0,
  name: 0,
  phoneNumbers: 0,
  profileImageUrl: 0,
  entityType: 0,
  // No widget shows the company, or the address for e-mail.
} satisfies Record<Exclude<keyof Contact, 'company' | 'email'>, 0>) as readonly (keyof Contact)[];

const touchedOf = ({ touchedAt, updatedAt }: SourceContact): number | undefined =>
  readTime(touchedAt ?? updatedAt);

/** A contact without what is none of the widget's business: it keeps what it gets in its storage. */
function toKnown(contact: SourceContact): Known {
  // Not an object: left as it is, for the host to report and to drop, that number's answer alone.
  if (typeof contact !== 'object' || contact === null) return { contact };
  const own = MEMBERS.flatMap((member) =>
    contact[member] === undefined ? [] : [[member, contact[member]]],
  );
  return {
    contact: Object.fromEntries(own) as Contact,
    touched: touchedOf(contact),
  };
}

const invalid = (expected: string, received: unknown, where = ''): ContactsError =>
  new ContactsError(
    'SOURCE_ANSWER_INVALID',
    `The answer of source.findByNumbers${where}: expected ${expected}, received ${describePrivately(received)}.`,
  );

/** Reads what a source answered, which somebody else wrote: an entry for each number asked for. */
export function readAnswer(
  numbers: readonly string[],
  answer: ContactsByNumber,
): ReadonlyMap<string, readonly Known[]> {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw invalid('an object or Map from each number to its contacts', answer);
  }
  const get = (number: string): unknown => {
    if (answer instanceof Map) return answer.get(number);
    return Object.hasOwn(answer, number)
      ? (answer as Readonly<Record<string, unknown>>)[number]
      : undefined;
  };
  return new Map(
    numbers.map((number, i) => {
      const contacts = get(number) ?? [];
      // The number itself is personal: errors are shown and reported.
      if (!Array.isArray(contacts)) throw invalid('an array', contacts, ` for number ${i + 1}`);
      return [number, (contacts as readonly SourceContact[]).map(toKnown)];
    }),
  );
}
