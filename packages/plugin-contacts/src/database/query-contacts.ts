import type { Contact } from '@jackfield/core';
import { byName } from '../contact-row.js';
import { ContactsError } from '../contacts-error.js';
import type { Block } from './database-schema.js';
import { type Database, countContacts } from './open-database.js';
import { rowsOf } from './read-block.js';

const BLOCKS = 25;

/** The contacts of each of these numbers, in a stable order. */
export function findContacts(
  database: Database,
  numbers: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly Contact[]>> {
  return database.read(async (transaction) => {
    const index = transaction.objectStore('blocks').index('numbers');
    const found = await Promise.all(
      numbers.map(async (number) =>
        (await index.getAll(number))
          .flatMap((block) => rowsOf(block).filter((row) => row.numbers.includes(number)))
          .sort((a, b) => (a.key < b.key ? -1 : 1))
          .map(({ contact }) => contact),
      ),
    );
    return new Map(numbers.map((number, i) => [number, found[i] ?? []]));
  }, signal);
}

/** Some hundred in a transaction, so that nobody waits for the last. */
export async function* iterateContacts(
  database: Database,
  signal?: AbortSignal,
): AsyncGenerator<Contact, void, undefined> {
  let after: number | undefined = 0;
  while (after !== undefined) {
    const range = IDBKeyRange.lowerBound(after, true);
    const blocks: readonly Block[] = await database.read(
      (transaction) => transaction.objectStore('blocks').getAll(range, BLOCKS),
      signal,
    );
    for (const block of blocks) for (const { contact } of rowsOf(block)) yield contact;
    after = blocks.at(-1)?.id;
  }
}

/** All contacts by name, if there are no more than `limit`. */
export async function listContacts(database: Database, limit: number): Promise<readonly Contact[]> {
  const count = await countContacts(database);
  if (count > limit) {
    throw new ContactsError(
      'LIST_TOO_LARGE',
      `list: there are ${count} contacts, expected ${limit} at most. Use iterate(), or give a limit.`,
    );
  }
  const blocks = await database.read((transaction) => transaction.objectStore('blocks').getAll());
  return byName(blocks.flatMap(rowsOf));
}
