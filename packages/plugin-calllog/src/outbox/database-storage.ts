import { createDatabase } from '@jackfield/plugin-kit';
import type { DBSchema, IDBPObjectStore } from 'idb';
import { CallLogError } from '../call-log-error.js';
import { type CallRow, isOpenCall } from '../call-details/index.js';
import type { QueuedRow, Row } from './row.js';
import type { OutboxStorage, Tables } from './storage.js';

/** A call with what its indexes need: when it was last updated, by whether a log may be due. */
interface CallEntry extends CallRow {
  readonly openSince?: number;
  readonly closedSince?: number;
}

interface Schema extends DBSchema {
  logs: {
    key: string;
    value: Row;
    indexes: {
      keys: string;
      callId: string;
      turn: [priority: number, dueAt: number, id: string];
      dueAt: number;
      since: number;
      expiresAt: number;
      shown: number;
    };
  };
  calls: {
    key: string;
    value: CallEntry;
    indexes: { openSince: number; closedSince: number };
  };
  notes: { key: string; value: unknown };
}

type StoreName = 'logs' | 'calls' | 'notes';
/** Of transactions that only read, what writes rejects. */
type Store<Name extends StoreName> = IDBPObjectStore<Schema, StoreName[], Name, 'readwrite'>;

/** A log may wait for the database for three seconds in all, in two transactions. */
const OPEN_MS = 2_900;

/** Only rows that are queued are in the indexes of the queue. */
const queuedRows = (rows: readonly Row[]): readonly QueuedRow[] => rows as readonly QueuedRow[];

const entryOf = (row: CallRow): CallEntry =>
  isOpenCall(row) ? { ...row, openSince: row.updatedAt } : { ...row, closedSince: row.updatedAt };

const rowOf = ({ openSince: _open, closedSince: _closed, ...row }: CallEntry): CallRow => row;

const tablesOf = (logs: Store<'logs'>, calls: Store<'calls'>, notes: Store<'notes'>): Tables => ({
  get: (id) => logs.get(id),
  byKey: (key) => logs.index('keys').get(key),
  byCall: (callId) => logs.index('callId').getAll(callId),
  async due(priority, now, limit, after) {
    // No id follows an empty array.
    const range = IDBKeyRange.bound(
      [priority, after?.state.dueAt ?? -Infinity, after?.id ?? ''],
      [priority, now, []],
      after !== undefined,
    );
    return queuedRows(await logs.index('turn').getAll(range, limit));
  },
  nextDue: async (after) =>
    (await logs.index('dueAt').openKeyCursor(IDBKeyRange.lowerBound(after, true)))?.key,
  queued: async () => queuedRows(await logs.index('dueAt').getAll()),
  countQueued: () => logs.index('dueAt').count(),
  fromAfter: async (now, limit) =>
    queuedRows(await logs.index('since').getAll(IDBKeyRange.lowerBound(now, true), limit)),
  shown: () => logs.index('shown').getAll(),
  expired: (until, limit) => logs.index('expiresAt').getAll(IDBKeyRange.upperBound(until), limit),
  nextExpiry: async () => (await logs.index('expiresAt').openKeyCursor())?.key,
  count: () => logs.count(),
  put: (row) => logs.put(row),
  delete: (id) => logs.delete(id),
  clear: () => Promise.all([logs.clear(), calls.clear()]),
  async call(id) {
    const entry = await calls.get(id);
    return entry && rowOf(entry);
  },
  calls: async () => (await calls.getAll()).map(rowOf),
  openCalls: async () => (await calls.index('openSince').getAll()).map(rowOf),
  countCalls: () => calls.count(),
  oldestCalls: async (kind, limit) => (await calls.index(kind).getAll(undefined, limit)).map(rowOf),
  putCall: (row) => calls.put(entryOf(row)),
  deleteCall: (id) => calls.delete(id),
  note: (name) => notes.get(name),
  putNote: (name, value) => notes.put(value, name),
});

/**
 * Keeps rows in this browser's IndexedDB: what has been written is on the disk.
 *
 * @param created - called if there was no such database
 */
export function databaseStorage(name: string, created: () => void): OutboxStorage {
  const database = createDatabase<Schema>(
    {
      name,
      version: 1,
      openTimeoutMs: OPEN_MS,
      limitsTransactions: true,
      upgrade(db) {
        const logs = db.createObjectStore('logs', { keyPath: 'id' });
        logs.createIndex('keys', 'keys', { multiEntry: true });
        logs.createIndex('turn', ['state.priority', 'state.dueAt', 'id']);
        for (const index of ['callId', 'shown'] as const) logs.createIndex(index, index);
        for (const index of ['dueAt', 'since', 'expiresAt'] as const)
          logs.createIndex(index, `state.${index}`);
        const calls = db.createObjectStore('calls', { keyPath: 'id' });
        for (const index of ['openSince', 'closedSince'] as const) calls.createIndex(index, index);
        db.createObjectStore('notes');
        created();
      },
    },
    CallLogError,
  );
  return {
    run: (mode, work, signal) =>
      database.run(
        mode,
        (transaction) =>
          work(
            tablesOf(
              transaction.objectStore('logs') as unknown as Store<'logs'>,
              transaction.objectStore('calls') as unknown as Store<'calls'>,
              transaction.objectStore('notes') as unknown as Store<'notes'>,
            ),
          ),
        signal,
      ),
    close: () => database.close(),
  };
}
