import type { CallLogRecord, CallLogStore, RejectedCallLogStore } from '../../src/index.js';

/** A CRM’s table, and a store over it that does all as it should: what the bad ones are made from. */
export interface TidyStore extends CallLogStore, RejectedCallLogStore {
  readonly rows: Map<string, CallLogRecord>;
  list(): Promise<readonly (CallLogRecord & { readonly status: 'logged' })[]>;
}

/** @param rows - the table, if it is another store’s too */
export function tidyStore(rows: Map<string, CallLogRecord> = new Map()): TidyStore {
  return {
    rows,
    async upsert(record, { signal }) {
      signal.throwIfAborted();
      const copy = structuredClone(record);
      // As a network would: the write is under way for a while.
      await Promise.resolve();
      if (copy.revision > (rows.get(copy.key)?.revision ?? -Infinity)) rows.set(copy.key, copy);
    },
    async find(keys, { signal }) {
      signal.throwIfAborted();
      return [...new Set(keys)].flatMap((key) => {
        const row = rows.get(key);
        return row ? [{ key, id: `row-${key}`, contactId: row.contact?.id }] : [];
      });
    },
    async reject(_record, { signal }) {
      signal.throwIfAborted();
    },
    list: async () => Array.from(rows.values(), (row) => ({ ...row, status: 'logged' })),
    close: () => undefined,
  };
}

/** A tidy store with something in the place of what it does. */
export function spoilt(spoil: (tidy: TidyStore) => Partial<TidyStore>): () => TidyStore {
  return () => {
    const tidy = tidyStore();
    return { ...tidy, ...spoil(tidy) };
  };
}
