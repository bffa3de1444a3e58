import { createDatabase } from '@jackfield/plugin-kit';
import type { DBSchema, IDBPObjectStore } from 'idb';
import { CallLogError } from '../call-log-error.js';
import type { CallRow } from '../call-details/index.js';
import type { Box, Tables } from './box.js';
import type { Row } from './row.js';

interface Schema extends DBSchema {
  logs: {
    key: string;
    value: Row;
    indexes: { keys: string; callId: string; dueAt: number; expiresAt: number; shown: number };
  };
  calls: { key: string; value: CallRow };
  notes: { key: string; value: unknown };
}

type StoreName = 'logs' | 'calls' | 'notes';
/** Of transactions that only read, what writes rejects. */
type Store<Name extends StoreName> = IDBPObjectStore<Schema, StoreName[], Name, 'readwrite'>;

const OPEN_MS = 3_000;

const tablesOf = (logs: Store<'logs'>, calls: Store<'calls'>, notes: Store<'notes'>): Tables => ({
  get: (id) => logs.get(id),
  byKey: (key) => logs.index('keys').get(key),
  byCall: (callId) => logs.index('callId').getAll(callId),
  waiting: () => logs.index('dueAt').getAll(),
  shown: () => logs.index('shown').getAll(),
  expired: (until) => logs.index('expiresAt').getAll(IDBKeyRange.upperBound(until)),
  nextExpiry: async () =>
    (await logs.index('expiresAt').get(IDBKeyRange.lowerBound(-Infinity)))?.expiresAt,
  count: () => logs.count(),
  put: (row) => logs.put(row),
  delete: (id) => logs.delete(id),
  clear: () => Promise.all([logs.clear(), calls.clear()]),
  call: (id) => calls.get(id),
  calls: () => calls.getAll(),
  putCall: (row) => calls.put(row),
  deleteCall: (id) => calls.delete(id),
  note: (name) => notes.get(name),
  putNote: (name, value) => notes.put(value, name),
});

/**
 * Keeps rows in this browser's IndexedDB: what has been written is on the disk.
 *
 * @param created - called if there was no such database
 */
export function databaseBox(name: string, created: () => void): Box {
  const database = createDatabase<Schema>(
    {
      name,
      version: 1,
      openTimeoutMs: OPEN_MS,
      upgrade(db) {
        const logs = db.createObjectStore('logs', { keyPath: 'id' });
        logs.createIndex('keys', 'keys', { multiEntry: true });
        for (const index of ['callId', 'dueAt', 'expiresAt', 'shown'] as const)
          logs.createIndex(index, index);
        db.createObjectStore('calls', { keyPath: 'id' });
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
