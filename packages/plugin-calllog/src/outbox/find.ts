import type { Tables } from './box.js';

/** A log of the local index. */
export interface Known {
  readonly id: string;
  readonly contactId?: string | number | undefined;
}

/** Which logs are here and have not failed for good: delivered ones, and those that will be. */
export async function findKnown(
  tables: Tables,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Known>> {
  const rows = await Promise.all(keys.map((key) => tables.byKey(key)));
  const known = new Map<string, Known>();
  for (const [i, key] of keys.entries()) {
    const row = rows[i];
    if (row?.deliveredAt === undefined && row?.dueAt === undefined) continue;
    known.set(key, { id: row.id, contactId: row.contactId });
  }
  return known;
}
