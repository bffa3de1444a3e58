import { databaseNames, peekInto } from './databases.js';

/** So old a count may be, in milliseconds. */
const FRESH_MS = 5_000;

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
