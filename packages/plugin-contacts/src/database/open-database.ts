import type { Contact } from '@jackfield/core';
import { createDatabase, createListeners, untilAborted } from '@jackfield/plugin-kit';
import { ContactsError } from '../contacts-error.js';
import {
  DATABASE_VERSION,
  type DatabaseSchema,
  type DatabaseTransaction,
  getContent,
  putContent,
  upgradeDatabase,
} from './database-schema.js';
import type { KnownKeys } from './known-keys.js';
import { isPrepared, makeRow, type NumberRules, prepareStep } from './prepare-database.js';
import { type Batch, writeRows, type Written } from './write-rows.js';

/** Records in one transaction: with more, what waits behind it would wait for too long. */
const MOST = 500;
const LEAST = 200;
/** A transaction that took longer is followed by a smaller one. */
const SLOW_MS = 150;

/** Which database, and how it reads numbers: all that another thread needs to open it as well. */
export interface DatabaseConfig extends NumberRules {
  readonly name: string;
  readonly openTimeoutMs: number;
}

/** A database as its parts see it. */
export interface Database {
  readonly config: DatabaseConfig;
  /** Reads in one transaction, once all contacts are in their place. */
  read<T>(
    work: (transaction: DatabaseTransaction<'readonly'>) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /** As `read`, and writes; all of it is durable once this resolves, or none of it is. */
  write<T>(
    work: (transaction: DatabaseTransaction<'readwrite'>) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /** How many records the next transaction should have, 500 at most. */
  readonly batchSize: number;
  /** Writes a batch of that size in one transaction. */
  writeBatch(
    batch: Batch,
    options: { readonly signal?: AbortSignal | undefined; readonly known?: KnownKeys | undefined },
  ): Promise<Written>;
  toRow(contact: Contact): ReturnType<typeof makeRow>;
  /** Keeps the database open until `work` is done. */
  use<T>(work: () => Promise<T>): Promise<T>;
  changed(): void;
  subscribe(listener: () => void): () => void;
  close(): void;
}

export function openDatabase(config: DatabaseConfig): Database {
  const { name, openTimeoutMs } = config;
  const listeners = createListeners<void>();
  const connection = createDatabase<DatabaseSchema>(
    { name, version: DATABASE_VERSION, openTimeoutMs, upgrade: upgradeDatabase },
    ContactsError,
  );

  const { use } = connection;
  let preparing: Promise<void> | undefined;
  /** Goes on though its asker has given up: the next one would have to wait for the same. */
  const prepare = (): Promise<void> =>
    (preparing ??= use(async () => {
      while (!(await connection.run('readwrite', (it) => prepareStep(it, config))));
    }).finally(() => (preparing = undefined)));

  const run = <M extends 'readonly' | 'readwrite', T>(
    mode: M,
    work: (transaction: DatabaseTransaction<M>) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> =>
    use(async () => {
      for (;;) {
        let isReady = true;
        try {
          return await connection.run(
            mode,
            async (transaction) => {
              // Beside the work, whose first request would else wait for the answer.
              const checking = isPrepared(transaction, config).then((it) => (isReady = it));
              const done = work(transaction);
              done.catch(() => undefined);
              // Undoes the work.
              if (!(await checking)) throw new Error('The database is not prepared.');
              return done;
            },
            signal,
          );
        } catch (error) {
          if (isReady) throw error;
        }
        await (signal ? untilAborted(prepare(), signal) : prepare());
      }
    });

  let batchSize = MOST;
  return {
    config,
    read: (work, signal) => run('readonly', work, signal),
    write: (work, signal) => run('readwrite', work, signal),
    get batchSize() {
      return batchSize;
    },
    async writeBatch(batch, { signal, known }) {
      const start = performance.now();
      const written = await run('readwrite', (it) => writeRows(it, batch, known), signal);
      if (written.isKnown)
        known?.add(
          batch.rows.map(({ key }) => key),
          written.write,
        );
      const isSlow = performance.now() - start > SLOW_MS;
      batchSize = isSlow ? Math.max(LEAST, batchSize >> 1) : Math.min(MOST, batchSize + 50);
      return written;
    },
    toRow: (contact) => makeRow(contact, config),
    use,
    changed: () => listeners.emit(),
    subscribe: (listener) => listeners.add(listener),
    close: () => connection.close(),
  };
}

/** How many contacts there are. */
export const countContacts = (database: Database): Promise<number> =>
  database.read(async (transaction) => (await getContent(transaction)).count);

/** Removes all contacts, and what is known of changes: the next `sync` starts from the beginning. */
export const clearDatabase = (database: Database): Promise<void> =>
  database.write(async (transaction) => {
    await transaction.objectStore('blocks').clear();
    await transaction.objectStore('settings').delete('since');
    await putContent(transaction, 0);
  });
