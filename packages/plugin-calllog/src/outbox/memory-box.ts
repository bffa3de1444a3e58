import type { CallRow } from '../call-details/index.js';
import type { Box, Tables } from './box.js';
import type { Row } from './row.js';

interface Content {
  readonly logs: Map<string, Row>;
  readonly calls: Map<string, CallRow>;
  readonly notes: Map<string, unknown>;
}

const copyOf = ({ logs, calls, notes }: Content): Content => ({
  logs: new Map(logs),
  calls: new Map(calls),
  notes: new Map(notes),
});

function tablesOf({ logs, calls, notes }: Content): Tables {
  const pick = (wanted: (row: Row) => boolean): Row[] => [...logs.values()].filter(wanted);
  const isExpired = ({ expiresAt = Infinity }: Row, until: number) => expiresAt <= until;
  return {
    get: async (id) => logs.get(id),
    byKey: async (key) => pick(({ keys }) => keys.includes(key))[0],
    byCall: async (callId) => pick((row) => row.callId === callId),
    waiting: async () => pick(({ dueAt }) => dueAt !== undefined),
    shown: async () => pick(({ shown }) => shown === 1),
    expired: async (until) => pick((row) => isExpired(row, until)),
    nextExpiry: async () =>
      pick((row) => row.expiresAt !== undefined)
        .map((row) => row.expiresAt as number)
        .sort((a, b) => a - b)[0],
    count: async () => logs.size,
    // A copy, as a database makes: what a caller does to its objects later is not ours.
    put: async (row) => logs.set(row.id, structuredClone(row)),
    delete: async (id) => logs.delete(id),
    clear: async () => [logs.clear(), calls.clear()],
    call: async (id) => calls.get(id),
    calls: async () => [...calls.values()],
    putCall: async (row) => calls.set(row.id, structuredClone(row)),
    deleteCall: async (id) => calls.delete(id),
    note: async (name) => notes.get(name),
    putNote: async (name, value) => notes.set(name, value),
  };
}

/** Keeps rows until the page is left: where the browser keeps none, and in tests. */
export function memoryBox(): Box {
  let content: Content = { logs: new Map(), calls: new Map(), notes: new Map() };
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(mode, work, signal) {
      const result = last.then(async () => {
        signal?.throwIfAborted();
        // What was written before a failure is not kept.
        const draft = mode === 'readonly' ? content : copyOf(content);
        const done = await work(tablesOf(draft));
        signal?.throwIfAborted();
        content = draft;
        return done;
      });
      last = result.catch(() => undefined);
      return result;
    },
    close() {},
  };
}
