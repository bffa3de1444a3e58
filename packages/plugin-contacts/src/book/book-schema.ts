import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { ContactRow } from '../contact-row.js';

/**
 * Contacts that are stored together. A record for each would be written, and indexed, at half the
 * speed; a larger block is slower to read when one of its contacts is looked up.
 */
export interface Block {
  /** Given by the database, always a higher one. */
  readonly id?: number;
  /** The keys of its contacts. */
  readonly keys: readonly string[];
  /** What its contacts are found by. */
  readonly numbers: readonly string[];
  readonly rows: readonly ContactRow[];
}

/** By which rules the blocks' numbers were read. */
export interface Numbering {
  readonly rules: string;
  /** The block from which on they have still to be read by these rules. */
  readonly next?: number | undefined;
}

export interface BookSettings {
  numbering: Numbering;
  /** How many contacts there are. */
  count: number;
  /** How many transactions have written contacts: whether somebody else has, too. */
  writes: number;
  /** Up to where changes have been taken over. */
  since: string;
}

export interface BookSchema extends DBSchema {
  blocks: { key: number; value: Block; indexes: { keys: string; numbers: string } };
  settings: { key: string; value: unknown };
  /** Where version 1 had its contacts: they are moved into blocks, some at a time. */
  contacts: { key: string; value: ContactRow };
}

export type BookTransaction<M extends IDBTransactionMode> = IDBPTransaction<
  BookSchema,
  ('blocks' | 'settings' | 'contacts')[],
  M
>;

export const BOOK_VERSION = 2;

/**
 * Makes what is missing; nothing is converted here, since that would be one transaction of all
 * contacts, in which no other tab can look anything up.
 */
export function upgradeBook(database: IDBPDatabase<BookSchema>): void {
  const has = (store: 'contacts' | 'settings'): boolean =>
    database.objectStoreNames.contains(store);
  if (!has('contacts')) database.createObjectStore('contacts', { keyPath: 'key' });
  if (!has('settings')) database.createObjectStore('settings');
  const blocks = database.createObjectStore('blocks', { keyPath: 'id', autoIncrement: true });
  blocks.createIndex('keys', 'keys', { multiEntry: true });
  blocks.createIndex('numbers', 'numbers', { multiEntry: true });
}

export async function getSetting<K extends keyof BookSettings>(
  transaction: BookTransaction<IDBTransactionMode>,
  name: K,
): Promise<BookSettings[K] | undefined> {
  return (await transaction.objectStore('settings').get(name)) as BookSettings[K] | undefined;
}

export function putSetting<K extends keyof BookSettings>(
  transaction: BookTransaction<'readwrite'>,
  name: K,
  value: BookSettings[K],
): Promise<unknown> {
  return transaction.objectStore('settings').put(value, name);
}
