import type { DBSchema } from 'idb';
import { createDatabase, createListeners, isDuration, isName } from '@jackfield/plugin-kit';
import type {
  CallLogRecord,
  CallLogStoreContext,
  ListedCallLog,
  LocalCallLogStore,
  RejectedCallLog,
} from './call-log-store.js';
import { CallLogError } from './call-log-error.js';
import { checkOptions } from './check-options.js';
import { foundIn } from './found-in.js';
import { newestFirst } from './newest-first.js';

/** Options of {@link indexedDbCallLogStore}. */
export interface IndexedDbCallLogStoreOptions {
  /** The database's name. Default `jackfield-calllog`. */
  readonly name?: string | undefined;
  /** How long opening the database may take, in milliseconds. Default 5,000. */
  readonly openTimeoutMs?: number | undefined;
}

interface Schema extends DBSchema {
  logged: { key: string; value: CallLogRecord };
  rejected: { key: string; value: RejectedCallLog };
}

interface Records {
  logged: CallLogRecord;
  rejected: RejectedCallLog;
}

/**
 * Keeps call logs in this browser: the default store, which needs no server.
 *
 * @example
 * ```ts
 * const store = indexedDbCallLogStore();
 * store.subscribe(async () => showTable(await store.list()));
 * createHost({ service: 'Acme CRM', plugins: [callLog({ store })] });
 * ```
 */
export function indexedDbCallLogStore(
  options: IndexedDbCallLogStoreOptions = {},
): LocalCallLogStore {
  checkOptions('indexedDbCallLogStore', options, {
    name: [isName, 'a name'],
    openTimeoutMs: [isDuration, 'milliseconds above 0'],
  });
  const database = createDatabase<Schema>(
    {
      name: options.name ?? 'jackfield-calllog',
      version: 1,
      openTimeoutMs: options.openTimeoutMs ?? 5_000,
      upgrade(db) {
        db.createObjectStore('logged', { keyPath: 'key' });
        db.createObjectStore('rejected', { keyPath: 'key' });
      },
    },
    CallLogError,
  );
  const listeners = createListeners<ListedCallLog>();

  const write = async <Status extends keyof Records>(
    status: Status,
    record: Records[Status],
    { signal }: CallLogStoreContext,
  ): Promise<void> => {
    const written = await database.run(
      'readwrite',
      async (transaction) => {
        const rows = transaction.objectStore(status);
        const row = await rows.get(record.key);
        if (row && row.revision >= record.revision) return false;
        await rows.put(record);
        return true;
      },
      signal,
    );
    if (written) listeners.emit({ ...record, status } as ListedCallLog);
  };

  return {
    upsert: (record, context) => write('logged', record, context),
    reject: (record, context) => write('rejected', record, context),
    find: (keys, { signal }) =>
      database.run(
        'readonly',
        async (transaction) => {
          const rows = transaction.objectStore('logged');
          return (await Promise.all(keys.map((key) => rows.get(key)))).flatMap(foundIn);
        },
        signal,
      ),
    list: () =>
      database.run('readonly', async (transaction) =>
        newestFirst(
          ...(await Promise.all([
            transaction.objectStore('logged').getAll(),
            transaction.objectStore('rejected').getAll(),
          ])),
        ),
      ),
    subscribe: (listener) => listeners.add(listener),
    close: () => database.close(),
  };
}
