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
  /** How long opening may take; while it takes longer, each use fails at once. */
  readonly openTimeoutMs: number;
  /** Whether that time also covers the wait for a transaction to begin. */
  readonly limitsTransactions?: boolean | undefined;
  readonly upgrade: (database: IDBPDatabase<S>) => void;
}

/**
 * A database that is opened when it is used first, and when it is used after it was closed.
 *
 * Browsers end connections without an event (Safari, when a tab was suspended or the storage's
 * process was killed). The next use opens the database again, and repeats its transaction once.
 */
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

/** One opening of a database, and whether its handle may still be used. */
interface Connection<S extends DBSchema> {
  readonly opening: Promise<IDBPDatabase<S>>;
  isLost: boolean;
}

/** What a transaction fails with when its connection is dead, if we did not abort it ourselves. */
const CONNECTION_ERRORS: ReadonlySet<unknown> = new Set([
  'AbortError',
  'InvalidStateError',
  'UnknownError',
]);

const nameOf = (error: unknown): unknown => {
  const { name, cause } = (error ?? {}) as Partial<Error>;
  return (cause as Partial<Error> | undefined)?.name ?? name;
};

/** A question that costs nothing. */
const NO_KEY: IDBKeyRange | undefined = globalThis.IDBKeyRange?.only('');

/** How long a use waits while the database is known to be blocked: the block may just have ended. */
const BLOCKED_MS = 20;

const ignore = (): void => undefined;

/** Describes a database without opening it; its failures are `PluginError`s. */
export function createDatabase<S extends DBSchema>(
  options: DatabaseOptions<S>,
  PluginError: PluginErrorClass,
): Database<S> {
  const { name, version, openTimeoutMs, limitsTransactions = false, upgrade } = options;
  let current: Connection<S> | undefined;
  /** What holds the database up; it settles when that is over. */
  let block: Promise<unknown> | undefined;

  const lose = (connection: Connection<S>): void => {
    connection.isLost = true;
    if (current === connection) current = undefined;
  };

  const close = ({ opening }: Connection<S>): void =>
    void opening.then((database) => database.close(), ignore);

  const connect = (): Connection<S> => {
    if (!globalThis.indexedDB) {
      throw new PluginError('DATABASE_UNAVAILABLE', 'This browser window has no IndexedDB.');
    }
    const opening = openOrExplain<S>(
      name,
      version,
      {
        upgrade,
        // Another tab wants to upgrade or delete the database: do not stand in its way.
        blocking: (_current, _blocked, event) => {
          lose(connection);
          (event.target as IDBDatabase).close();
        },
        terminated: () => lose(connection),
      },
      PluginError,
    );
    const connection: Connection<S> = { opening, isLost: false };
    // A failure is not kept: the next use tries again.
    opening.catch(() => lose(connection));
    return connection;
  };

  let users = 0;
  let isLeft = false;
  const closeIfIdle = (): void => {
    if (!isLeft || users > 0) return;
    isLeft = false;
    const closing = current;
    current = undefined;
    if (closing) close(closing);
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

  /** Later uses fail at once until `end` settles, so that only the first waits for its time. */
  const blockUntil = (end: Promise<unknown>): void => {
    const blocking = end.catch(ignore).then(() => {
      if (block === blocking) block = undefined;
    });
    block = blocking;
  };

  const blocked = (): Error =>
    new PluginError(
      'DATABASE_BLOCKED',
      `The database "${name}" could not be used within ${openTimeoutMs} ms: another tab holds it. Close the application's other tabs.`,
    );

  /** Waits for a transaction of the same kind to begin, in a new connection: the old one may hang. */
  const canBegin = async (hanging: Connection<S>, mode: IDBTransactionMode): Promise<void> => {
    lose(hanging);
    close(hanging);
    const database = await (current ??= connect()).opening;
    await database.transaction([...database.objectStoreNames], mode).done;
  };

  /** One try: waits for the database with a limit, then runs `work` in a transaction. */
  const transact = async <T, M extends IDBTransactionMode>(
    connection: Connection<S>,
    mode: M,
    work: (transaction: IDBPTransaction<S, StoreNames<S>[], M>) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> => {
    let undo = ignore;
    let isLate = false;
    let database: IDBPDatabase<S> | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hasBegun = (): void => clearTimeout(timer);
    // Opening hangs without any event while another tab holds up a deletion of the database.
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        isLate = true;
        undo();
        blockUntil(database ? canBegin(connection, mode) : connection.opening);
        reject(blocked());
      }, openTimeoutMs);
    });
    const abort = () => undo();
    signal?.addEventListener('abort', abort, { once: true });
    const perform = async (): Promise<T> => {
      const { opening } = connection;
      database = await (signal ? untilAborted(opening, signal) : opening);
      if (isLate) throw blocked();
      const stores = [...database.objectStoreNames];
      const transaction = database.transaction(stores, mode, { durability: 'strict' });
      // Awaited below, if it comes to that.
      transaction.done.catch(ignore);
      undo = () => {
        try {
          transaction.abort();
        } catch {
          // It is over already.
        }
      };
      if (limitsTransactions) {
        // The first request is answered when the transaction has begun.
        const [first] = stores;
        if (first) transaction.objectStore(first).count(NO_KEY).then(hasBegun, ignore);
      } else hasBegun();
      // What was written before a failure would be committed by itself.
      const result = work(transaction).catch((error: unknown) => {
        undo();
        throw error;
      });
      return (await Promise.all([result, transaction.done]))[0];
    };
    try {
      return await Promise.race([perform(), late]);
    } finally {
      hasBegun();
      signal?.removeEventListener('abort', abort);
    }
  };

  return {
    use,
    run: (mode, work, signal) =>
      use(async () => {
        signal?.throwIfAborted();
        if (block) await Promise.race([block, new Promise((done) => setTimeout(done, BLOCKED_MS))]);
        if (block) throw blocked();
        for (let isRepeated = false; ; isRepeated = true) {
          const connection = (current ??= connect());
          try {
            return await transact(connection, mode, work, signal);
          } catch (error) {
            signal?.throwIfAborted();
            const isLost = connection.isLost || CONNECTION_ERRORS.has(nameOf(error));
            // One that is blocked has waited for its time.
            if (isRepeated || block || !isLost) throw explain(name, error, PluginError);
            lose(connection);
            close(connection);
          }
        }
      }),
    close() {
      isLeft = true;
      closeIfIdle();
    },
  };
}
