import type { Contact } from '@jackfield/core';
import type { CountryCode } from 'libphonenumber-js/min';
import { looseNumber, mainNumber, normaliseNumber } from './normalise-number.js';

/** A contact as it is stored. */
export interface ContactRow {
  readonly key: string;
  readonly contact: Contact;
  /** What it is found by. */
  readonly numbers: readonly string[];
}

/**
 * Which contact this is: contacts of equal `type` and `id` are one. One without an id is known by
 * its name and numbers, so that importing the same file twice makes no doubles.
 */
export function contactKey({ type, id, name, phoneNumbers }: Contact): string {
  if (id !== undefined) return JSON.stringify([type ?? null, id]);
  const numbers = (phoneNumbers ?? []).map(({ phoneNumber }) => phoneNumber ?? '').sort();
  return JSON.stringify([type ?? null, null, name, ...numbers]);
}

/**
 * What a contact is found by: its different numbers, as they are compared.
 *
 * A number with an extension is found by both, since carriers send only the main number. With
 * `looseDigits` the last digits are there too, as `~3945910`.
 */
export function numbersOf(
  contact: Contact,
  country: CountryCode,
  looseDigits?: number,
): readonly string[] {
  const numbers = new Set<string>();
  for (const { phoneNumber } of contact.phoneNumbers ?? []) {
    const number = phoneNumber === undefined ? undefined : normaliseNumber(phoneNumber, country);
    if (number === undefined) continue;
    numbers.add(number).add(mainNumber(number));
    const loose = looseDigits && looseNumber(number, looseDigits);
    if (loose) numbers.add(loose);
  }
  return [...numbers];
}

export function toRow(contact: Contact, country: CountryCode): ContactRow {
  return { key: contactKey(contact), contact, numbers: numbersOf(contact, country) };
}

/** The contacts of rows, by name; a stable order, whatever order the rows are in. */
export function byName(rows: Iterable<ContactRow>): readonly Contact[] {
  return [...rows]
    .sort((a, b) => a.contact.name.localeCompare(b.contact.name) || (a.key < b.key ? -1 : 1))
    .map(({ contact }) => contact);
}
