import { type IDBPDatabase, openDB } from 'idb';

/** The names of this origin's databases; none if the browser cannot list them. */
export async function databaseNames(): Promise<readonly string[]> {
  try {
    const databases = (await indexedDB.databases()) ?? [];
    return databases.flatMap(({ name }) => (name === undefined ? [] : [name]));
  } catch {
    return [];
  }
}

const WAIT_MS = 1_000;

/**
 * Reads a database of whatever version; makes none where there is none.
 *
 * @returns `undefined` if there is none, or it cannot be read in time
 */
export async function peekInto<T>(
  name: string,
  read: (database: IDBPDatabase) => Promise<T>,
): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const opening = openDB(name, undefined, {
    upgrade(_database, _old, _new, transaction) {
      transaction.done.catch(() => undefined);
      transaction.abort();
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  const work = opening.then(async (database) => {
    try {
      return await read(database);
    } finally {
      database.close();
    }
  });
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), WAIT_MS);
  });
  return Promise.race([work.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}
