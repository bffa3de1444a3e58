import type { ContactRow } from '../contact-row.js';
import { type Block, type DatabaseTransaction, getSetting, putSetting } from './database-schema.js';
import type { KnownKeys } from './known-keys.js';

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
}

export const toBlock = (rows: readonly ContactRow[]): Block => ({
  keys: rows.map(({ key }) => key),
  numbers: [...new Set(rows.flatMap(({ numbers }) => numbers))],
  rows,
});

/** Whether no key can be in the database but those that this import knows of. */
const knowsAll = ({ writes }: KnownKeys, count: number, now: number): boolean =>
  writes === undefined ? count === 0 : writes === now;

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

  const [count = 0, writes = 0] = await Promise.all([
    getSetting(transaction, 'count'),
    getSetting(transaction, 'writes'),
  ]);
  const isKnown = known !== undefined && knowsAll(known, count, writes);
  const keys = [...changes.keys()].filter((key) => !isKnown || known.mayHave(key));
  const byKey = store.index('keys');
  // `async`, here and below, so that a request that throws at once leaves the rejection of no other one unhandled.
  const found = await Promise.all(keys.map(async (key) => byKey.getKey(key)));
  const ids = [...new Set(found)].filter((id) => id !== undefined);
  const blocks = await Promise.all(ids.map(async (id) => store.get(id)));

  const work: Promise<unknown>[] = [];
  const request = (make: () => Promise<unknown>): void => void work.push((async () => make())());
  let removed = 0;
  for (const block of blocks) {
    if (!block) continue;
    const left = block.rows.flatMap((row) => {
      if (!changes.has(row.key)) return row;
      const changed = changes.get(row.key);
      changes.delete(row.key);
      if (!changed) removed += 1;
      return changed ?? [];
    });
    const id = block.id as number;
    request(() => (left.length > 0 ? store.put({ ...toBlock(left), id }) : store.delete(id)));
  }

  const fresh = [...changes.values()].filter((row) => row !== undefined);
  for (let from = 0; from < fresh.length; from += BLOCK) {
    request(() => store.add(toBlock(fresh.slice(from, from + BLOCK))));
  }
  const added = fresh.length;
  request(() => putSetting(transaction, 'count', count + added - removed));
  request(() => putSetting(transaction, 'writes', writes + 1));
  await Promise.all(work);
  if (isKnown) {
    for (const { key } of rows) known.add(key);
    known.writes = writes + 1;
  }
  return { added, removed };
}
