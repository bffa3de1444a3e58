import { type CallRow, isOpenCall } from '../call-details/index.js';
import { isQueued, type QueuedRow, type Row } from './row.js';
import type { OutboxStorage, Tables } from './storage.js';

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

const least = (numbers: readonly number[]): number | undefined =>
  numbers.length > 0 ? numbers.reduce((a, b) => Math.min(a, b)) : undefined;

const inTurn = (a: QueuedRow, b: QueuedRow): number =>
  a.state.dueAt - b.state.dueAt || (a.id < b.id ? -1 : Number(a.id > b.id));

const expiryOf = ({ state }: Row): number => ('expiresAt' in state ? state.expiresAt : Infinity);

function tablesOf({ logs, calls, notes }: Content): Tables {
  const pick = (wanted: (row: Row) => boolean): Row[] => [...logs.values()].filter(wanted);
  const queued = (): QueuedRow[] => [...logs.values()].filter(isQueued);
  return {
    get: async (id) => logs.get(id),
    byKey: async (key) => pick(({ keys }) => keys.includes(key))[0],
    byCall: async (callId) => pick((row) => row.callId === callId),
    async due(priority, now, limit, after) {
      const last = after as QueuedRow | undefined;
      return queued()
        .filter(({ state }) => state.priority === priority && state.dueAt <= now)
        .filter((row) => !last || inTurn(row, last) > 0)
        .sort(inTurn)
        .slice(0, limit);
    },
    nextDue: async (after) =>
      least(queued().flatMap(({ state }) => (state.dueAt > after ? [state.dueAt] : []))),
    queued: async () => queued(),
    countQueued: async () => queued().length,
    fromAfter: async (now, limit) =>
      queued()
        .filter(({ state }) => state.since > now)
        .slice(0, limit),
    shown: async () => pick(({ shown }) => shown === 1),
    expired: async (until, limit) => pick((row) => expiryOf(row) <= until).slice(0, limit),
    nextExpiry: async () =>
      least(pick((row) => expiryOf(row) < Infinity).map((row) => expiryOf(row))),
    count: async () => logs.size,
    // A copy, as a database makes: what a caller does to its objects later is not ours.
    put: async (row) => logs.set(row.id, structuredClone(row)),
    delete: async (id) => logs.delete(id),
    clear: async () => [logs.clear(), calls.clear()],
    call: async (id) => calls.get(id),
    calls: async () => [...calls.values()],
    openCalls: async () => [...calls.values()].filter(isOpenCall),
    countCalls: async () => calls.size,
    oldestCalls: async (kind, limit) =>
      [...calls.values()]
        .filter((row) => isOpenCall(row) === (kind === 'openSince'))
        .sort((a, b) => a.updatedAt - b.updatedAt)
        .slice(0, limit),
    putCall: async (row) => calls.set(row.id, structuredClone(row)),
    deleteCall: async (id) => calls.delete(id),
    note: async (name) => notes.get(name),
    putNote: async (name, value) => notes.set(name, value),
  };
}

/** Keeps rows until the page is left: where the browser keeps none, and in tests. */
export function memoryStorage(): OutboxStorage {
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
