import {
  type CallMemory,
  type CallRow,
  forgetOld,
  isOpenCall,
} from '../../src/call-details/index.js';

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
    open: async () => structuredClone([...rows.values()].filter(isOpenCall)),
    forget: (now) =>
      forgetOld(
        {
          countCalls: async () => rows.size,
          openCalls: async () => [],
          oldestCalls: async (kind, limit) =>
            [...rows.values()]
              .filter((row) => isOpenCall(row) === (kind === 'openSince'))
              .sort((a, b) => a.updatedAt - b.updatedAt)
              .slice(0, limit),
          deleteCall: async (id) => rows.delete(id),
        },
        now,
      ),
  };
}
