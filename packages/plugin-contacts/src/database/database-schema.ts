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

export interface DatabaseSettings {
  numbering: Numbering;
  /** How many contacts there are. */
  count: number;
  /** How many transactions have written contacts: whether somebody else has, too. */
  writes: number;
  /** Up to where changes have been taken over. */
  since: string;
}

export interface DatabaseSchema extends DBSchema {
  blocks: { key: number; value: Block; indexes: { keys: string; numbers: string } };
  settings: { key: string; value: unknown };
}

export type DatabaseTransaction<M extends IDBTransactionMode> = IDBPTransaction<
  DatabaseSchema,
  ('blocks' | 'settings')[],
  M
>;

export const DATABASE_VERSION = 1;

/** Makes the object stores. */
export function upgradeDatabase(database: IDBPDatabase<DatabaseSchema>): void {
  database.createObjectStore('settings');
  const blocks = database.createObjectStore('blocks', { keyPath: 'id', autoIncrement: true });
  blocks.createIndex('keys', 'keys', { multiEntry: true });
  blocks.createIndex('numbers', 'numbers', { multiEntry: true });
}

export async function getSetting<K extends keyof DatabaseSettings>(
  transaction: DatabaseTransaction<IDBTransactionMode>,
  name: K,
): Promise<DatabaseSettings[K] | undefined> {
  return (await transaction.objectStore('settings').get(name)) as DatabaseSettings[K] | undefined;
}

export function putSetting<K extends keyof DatabaseSettings>(
  transaction: DatabaseTransaction<'readwrite'>,
  name: K,
  value: DatabaseSettings[K],
): Promise<unknown> {
  return transaction.objectStore('settings').put(value, name);
}
