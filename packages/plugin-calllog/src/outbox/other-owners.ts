import { type IDBPDatabase, openDB } from 'idb';

/** How old a count may be, in milliseconds. */
const FRESH_MS = 5_000;
/** How long reading another database may take. */
const WAIT_MS = 1_000;

/** The names of this origin's databases; none if the browser cannot list them. */
async function databaseNames(): Promise<readonly string[]> {
  try {
    const databases = (await indexedDB.databases()) ?? [];
    return databases.flatMap(({ name }) => (name === undefined ? [] : [name]));
  } catch {
    return [];
  }
}

/**
 * Reads a database of any version; creates none.
 *
 * @returns `undefined` if there is none, or it cannot be read in time
 */
async function peekInto<T>(
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

async function count(prefix: string, own: string): Promise<number> {
  const names = (await databaseNames()).filter((name) => name.startsWith(prefix) && name !== own);
  const counts = await Promise.all(
    // Nothing else of them is read.
    names.map((name) => peekInto(name, (database) => database.countFromIndex('logs', 'dueAt'))),
  );
  return counts.reduce<number>((sum, some = 0) => sum + some, 0);
}

/**
 * Counts the logs that wait in other owners' outboxes.
 *
 * @param prefix - how the names of all their databases begin
 * @param own - the one that is not counted
 */
export function othersCounter(
  prefix: string,
  own: string,
  now: () => number,
): () => Promise<number> {
  let last: { readonly at: number; readonly counting: Promise<number> } | undefined;
  return () => {
    const at = now();
    if (!last || Math.abs(at - last.at) > FRESH_MS) last = { at, counting: count(prefix, own) };
    return last.counting;
  };
}
