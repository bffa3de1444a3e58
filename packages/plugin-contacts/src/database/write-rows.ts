import type { ContactRow } from '../contact-row.js';
import {
  type Block,
  type DatabaseTransaction,
  countKeys,
  getContent,
  putContent,
} from './database-schema.js';
import type { KnownKeys } from './known-keys.js';
import { rowsOf } from './read-block.js';

const BLOCK = 20;

/** What is written in one transaction. */
export interface Batch {
  readonly rows: readonly ContactRow[];
  /** Keys of contacts to be removed. */
  readonly deleted?: readonly string[] | undefined;
}

/** What became of a batch. */
export interface Written {
  /** Contacts that were not there before. */
  readonly added: number;
  /** Contacts that were there, and are not any more. */
  readonly removed: number;
  /** The number of the transaction, and whether the database had only keys that were known. */
  readonly write: number;
  readonly isKnown: boolean;
}

const toBlock = (rows: readonly ContactRow[]): Block => ({
  keys: rows.map(({ key }) => key),
  numbers: [...new Set(rows.flatMap(({ numbers }) => numbers))],
  rows: JSON.stringify(rows),
});

/** Writes what a block has now. */
export function putBlock(
  transaction: DatabaseTransaction<'readwrite'>,
  id: number,
  rows: readonly ContactRow[],
): Promise<unknown> {
  const store = transaction.objectStore('blocks');
  return rows.length > 0 ? store.put({ ...toBlock(rows), id }) : store.delete(id);
}

/**
 * Writes a batch into blocks:
 *
 * 1. blocks that have a contact of one of its keys get the new contact, or lose the removed one;
 * 2. a block that has none left is deleted;
 * 3. all other contacts go into new blocks, twenty each.
 *
 * So no key is ever in two blocks.
 */
export async function writeRows(
  transaction: DatabaseTransaction<'readwrite'>,
  { rows, deleted = [] }: Batch,
  known?: KnownKeys,
): Promise<Written> {
  const store = transaction.objectStore('blocks');
  const changes = new Map<string, ContactRow | undefined>();
  for (const key of deleted) changes.set(key, undefined);
  for (const row of rows) changes.set(row.key, row);

  const content = await getContent(transaction);
  const isKnown = known?.areAll(content) ?? false;
  const keys = [...changes.keys()].filter((key) => !isKnown || known?.mayHave(key));
  const byKey = store.index('keys');
  // `async`, here and below, so that a request that throws at once leaves the rejection of no other one unhandled.
  const found = await Promise.all(keys.map(async (key) => byKey.getKey(key)));
  const ids = [...new Set(found)].filter((id) => id !== undefined);
  const blocks = await Promise.all(ids.map(async (id) => store.get(id)));

  const work: Promise<unknown>[] = [];
  const request = (make: () => Promise<unknown>): void => void work.push((async () => make())());
  let removed = 0;
  let isDamaged = false;
  for (const block of blocks) {
    if (!block) continue;
    const kept = rowsOf(block);
    isDamaged ||= kept.length !== block.keys.length;
    const left = kept.flatMap((row) => {
      if (!changes.has(row.key)) return row;
      const changed = changes.get(row.key);
      changes.delete(row.key);
      if (!changed) removed += 1;
      return changed ?? [];
    });
    const id = block.id as number;
    request(() => putBlock(transaction, id, left));
  }

  const fresh = [...changes.values()].filter((row) => row !== undefined);
  for (let from = 0; from < fresh.length; from += BLOCK) {
    request(() => store.add(toBlock(fresh.slice(from, from + BLOCK))));
  }
  const added = fresh.length;
  const count = isDamaged ? await countKeys(transaction) : content.count + added - removed;
  const write = putContent(transaction, count);
  await Promise.all([write, ...work]);
  return { added, removed, write: await write, isKnown };
}
