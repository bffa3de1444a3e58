import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';

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
  /** `ContactRow[]` as JSON, which is written twice as fast as what it holds. */
  readonly rows: string;
}

/** By which rules the blocks' numbers were read. */
export interface Numbering {
  readonly rules: string;
  /** The block from which on they have still to be read by these rules. */
  readonly next?: number | undefined;
}

/** What is true of all blocks together. */
export interface Content {
  /** How many contacts there are. */
  readonly count: number;
  /** Which transaction wrote last: a number that no other one has. */
  readonly lastWrite: number;
}

export interface DatabaseSettings {
  numbering: Numbering;
  content: Content;
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

/** Reads what is true of all blocks together. */
export async function getContent(
  transaction: DatabaseTransaction<IDBTransactionMode>,
): Promise<Content> {
  const content = await getSetting(transaction, 'content');
  if (content === undefined) return { count: 0, lastWrite: 0 };
  if (Number.isSafeInteger((content as Content | null)?.count)) return content;
  return { count: await countKeys(transaction), lastWrite: Number.NaN };
}

/** Counts the contacts, which takes long, for where something is damaged. */
export const countKeys = (transaction: DatabaseTransaction<IDBTransactionMode>): Promise<number> =>
  transaction.objectStore('blocks').index('keys').count();

/** Notes that a transaction has changed the blocks; returns its number. */
export async function putContent(
  transaction: DatabaseTransaction<'readwrite'>,
  count: number,
): Promise<number> {
  const lastWrite = Math.random();
  await putSetting(transaction, 'content', { count, lastWrite });
  return lastWrite;
}
