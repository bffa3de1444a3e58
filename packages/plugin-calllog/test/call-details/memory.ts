import type { CallMemory, CallRow } from '../../src/call-details/index.js';

/** The memory that all tabs share; its transactions run one after another. */
export function mapMemory(): CallMemory & { readonly rows: Map<string, CallRow> } {
  const rows = new Map<string, CallRow>();
  return {
    rows,
    get: async (id) => structuredClone(rows.get(id)),
    async update(id, change) {
      const next = change(structuredClone(rows.get(id)));
      if (next) rows.set(id, structuredClone(next));
      else rows.delete(id);
      return next;
    },
    all: async () => structuredClone([...rows.values()]),
  };
}
