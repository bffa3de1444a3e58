import type { Contact } from '@jackfield/core';
import { expect } from 'vitest';
import { isContactsError, type ContactDatabase, type ContactsError } from '../../src/index.js';

export const signal = new AbortController().signal;

export const newName = (): string => `contacts-database-${crypto.randomUUID()}`;

export const person = (i: number): Contact => ({
  id: String(i),
  name: `Contact ${i}`,
  phoneNumbers: [{ phoneNumber: numberOf(i) }],
});
export const numberOf = (i: number): string => `+1650${String(3_000_000 + i)}`;

export const people = (count: number, from = 0): readonly Contact[] =>
  Array.from({ length: count }, (_, i) => person(from + i));

/** A file of such contacts, each on a line. */
export const linesOf = (count: number, from = 0): string =>
  people(count, from)
    .map((it) => `${JSON.stringify(it)}\n`)
    .join('');

/** The ids of who is found for a number. */
export async function idsOf(
  database: ContactDatabase,
  number: string,
): Promise<readonly unknown[]> {
  const found = (await database.findByNumbers([number], { signal })) as ReadonlyMap<
    string,
    Contact[]
  >;
  return (found.get(number) ?? []).map(({ id }) => id);
}

export async function errorOf(failing: Promise<unknown>): Promise<ContactsError> {
  const error: unknown = await failing.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(isContactsError(error), String(error)).toBe(true);
  return error as ContactsError;
}

/** The ids of all contacts, each once, or the database is broken. */
export async function allIds(database: ContactDatabase): Promise<ReadonlySet<unknown>> {
  const ids = new Set<unknown>();
  let count = 0;
  for await (const { id } of database.iterate()) {
    ids.add(id);
    count += 1;
  }
  expect({ different: ids.size, counted: await database.count() }).toEqual({
    different: count,
    counted: count,
  });
  return ids;
}
