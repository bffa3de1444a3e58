import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type OpenDBCallbacks,
  type StoreNames,
} from 'idb';
import type { PluginErrorClass } from './plugin-error.js';
import { untilAborted } from './with-timeout.js';

/** How a database is opened. */
export interface DatabaseOptions<S extends DBSchema> {
  readonly name: string;
  readonly version: number;
  readonly openTimeoutMs: number;
  readonly upgrade: (database: IDBPDatabase<S>) => void;
}

/** A database that is opened when it is used first, and when it is used after it was closed. */
export interface Database<S extends DBSchema> {
  /** Runs `work` in one transaction; all of it is durable once this resolves, or none of it is. */
  run<T, M extends IDBTransactionMode>(
    mode: M,
    work: (transaction: IDBPTransaction<S, StoreNames<S>[], M>) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /** Keeps the database open until `work` is done. */
  use<T>(work: () => Promise<T>): Promise<T>;
  /** Closes the database once nobody is at work in it. */
  close(): void;
}

const sayError = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

function explain(name: string, error: unknown, PluginError: PluginErrorClass): Error {
  if (error instanceof PluginError) return error;
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  return new PluginError(
    full ? 'DATABASE_FULL' : 'DATABASE_FAILED',
    full
      ? `The browser has no room left for the database "${name}": ${sayError(error)}`
      : `The database "${name}" failed: ${sayError(error)}`,
    { cause: error },
  );
}

async function openOrExplain<S extends DBSchema>(
  name: string,
  version: number,
  callbacks: OpenDBCallbacks<S>,
  PluginError: PluginErrorClass,
): Promise<IDBPDatabase<S>> {
  try {
    return await openDB<S>(name, version, callbacks);
  } catch (cause) {
    throw new PluginError(
      'DATABASE_UNAVAILABLE',
      `The browser does not open the database "${name}" (private window, or storage switched off?): ${sayError(cause)}`,
      { cause },
    );
  }
}

/** Describes a database without opening it; its failures are `PluginError`s. */
export function createDatabase<S extends DBSchema>(
  options: DatabaseOptions<S>,
  PluginError: PluginErrorClass,
): Database<S> {
  const { name, version, openTimeoutMs, upgrade } = options;
  let opened: Promise<IDBPDatabase<S>> | undefined;

  const connect = async (): Promise<IDBPDatabase<S>> => {
    if (!globalThis.indexedDB) {
      throw new PluginError('DATABASE_UNAVAILABLE', 'This browser window has no IndexedDB.');
    }
    const forget = () => (opened = undefined);
    const callbacks: OpenDBCallbacks<S> = {
      upgrade,
      // Another tab wants to upgrade or delete the database: do not stand in its way.
      blocking: (_current, _blocked, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    };
    const connecting = openOrExplain(name, version, callbacks, PluginError);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let late = false;
    // Opening hangs without any event while another tab holds up a deletion of the database.
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        late = true;
        const message = `The database "${name}" did not open within ${openTimeoutMs} ms: another tab holds it. Close the application's other tabs.`;
        reject(new PluginError('DATABASE_BLOCKED', message));
      }, openTimeoutMs);
    });
    void connecting.then(
      (database) => late && database.close(),
      () => undefined,
    );
    return Promise.race([connecting, timeout]).finally(() => clearTimeout(timer));
  };

  const open = (): Promise<IDBPDatabase<S>> => {
    const opening = (opened ??= connect());
    // A failure is not kept: the next use tries again.
    opening.catch(() => opened === opening && (opened = undefined));
    return opening;
  };

  let users = 0;
  let isLeft = false;
  const closeIfIdle = (): void => {
    if (!isLeft || users > 0) return;
    isLeft = false;
    const closing = opened;
    opened = undefined;
    closing?.then(
      (database) => database.close(),
      () => undefined,
    );
  };

  const use = async <T>(work: () => Promise<T>): Promise<T> => {
    users += 1;
    try {
      return await work();
    } finally {
      users -= 1;
      closeIfIdle();
    }
  };

  return {
    use,
    run: (mode, work, signal) =>
      use(async () => {
        signal?.throwIfAborted();
        let undo = () => {};
        const abort = () => undo();
        signal?.addEventListener('abort', abort, { once: true });
        try {
          const database = await (signal ? untilAborted(open(), signal) : open());
          const stores = [...database.objectStoreNames];
          const transaction = database.transaction(stores, mode, { durability: 'strict' });
          undo = () => {
            try {
              transaction.abort();
            } catch {
              // It is over already.
            }
          };
          // What was written before a failure would be committed by itself.
          const result = work(transaction).catch((error: unknown) => {
            undo();
            throw error;
          });
          return (await Promise.all([result, transaction.done]))[0];
        } catch (error) {
          signal?.throwIfAborted();
          throw explain(name, error, PluginError);
        } finally {
          signal?.removeEventListener('abort', abort);
        }
      }),
    close() {
      isLeft = true;
      closeIfIdle();
    },
  };
}
