import type { Clock } from '@jackfield/core';

type Found = Readonly<Record<string, readonly unknown[] | undefined>>;

/** The cached answers, by query and by service name. Plain data. */
export type MatchData = Record<
  string,
  Record<string, { readonly at: number; readonly found: readonly unknown[] }>
>;

export interface MatchOptions {
  /** Queries again what is in the cache. */
  readonly ignoreCache?: boolean;
  /** Sends the query concurrently with a pending one, not after it. */
  readonly ignoreQueue?: boolean;
}

/** One of the widget's two matchers: of numbers with contacts, or of calls with logs. */
export interface Matcher {
  /** Removes old entries, then matches (DataMatcher.ts:190-203). */
  trigger(queries: readonly string[]): Promise<void>;
  /** Resolves when all queries have been answered. */
  match(queries: readonly string[], options?: MatchOptions): Promise<void>;
  /** Returns everything found for a query, for all names in order. */
  found(query: string): readonly unknown[];
}

/** How long answers are used. */
export interface MatchTimes {
  /** How long an entry is fresh, matched or not (DataMatcher.ts:30, 285-294). */
  readonly freshMs: number;
  /** How long an entry is kept (DataMatcher.ts:29, 103-121). */
  readonly keptMs: number;
}

/** The defaults of DataMatcher, which the RingCX widget uses (DataMatcher.ts:29-30). */
export const DEFAULT_TIMES: MatchTimes = { freshMs: 30_000, keptMs: 30 * 60_000 };

interface Batch {
  queries: readonly string[];
  readonly promise: Promise<void>;
}

/**
 * Creates a matcher that behaves like DataMatcher, separately for each name:
 *
 * 1. A cached answer is not queried again while it is fresh, found or not; after that any trigger
 *    queries it (DataMatcher.ts:285-294). An error was converted to `{}` before, so it counts as "nothing found".
 * 2. Only one query is pending; further ones are collected in one queue, which is sent when the first
 *    is answered (DataMatcher.ts:296-337).
 * 3. A forced match uses neither the cache nor the queue.
 *
 * The class is not public in 1.x: that it behaves the same is inferred from its name and callers.
 *
 * @param names - the names that send queries; names may be added later
 * @param search - queries the page; never rejects
 * @param changed - called after each answer
 * @param times - how long answers are used at present
 */
export function createMatcher(
  clock: Clock,
  data: MatchData,
  names: readonly string[],
  search: (queries: readonly string[]) => Promise<Found>,
  changed: () => void,
  times: () => MatchTimes = () => DEFAULT_TIMES,
): Matcher {
  const running = new Map<string, Batch>();
  const queued = new Map<string, Batch>();

  function send(name: string, queries: readonly string[]): Promise<void> {
    const promise = search(queries).then((found) => {
      running.delete(name);
      for (const query of queries)
        (data[query] ??= {})[name] = { at: clock.now(), found: found[query] ?? [] };
      changed();
    });
    // A forced query replaces the pending one (DataMatcher.ts:237-243).
    running.set(name, { queries, promise });
    return promise;
  }

  async function matchOne(
    name: string,
    queries: readonly string[],
    { ignoreCache, ignoreQueue }: MatchOptions,
  ): Promise<void> {
    const now = clock.now();
    const under = ignoreQueue ? undefined : running.get(name);
    const next = ignoreQueue ? undefined : queued.get(name);
    const waiting = [under?.promise, next?.promise];
    const isComing = (query: string): boolean =>
      Boolean(under?.queries.includes(query) || next?.queries.includes(query));
    const isFresh = (query: string): boolean => {
      const entry = data[query]?.[name];
      return entry !== undefined && now - entry.at <= times().freshMs;
    };
    const wanted = ignoreCache
      ? queries
      : queries.filter((query) => !isComing(query) && !isFresh(query));
    if (wanted.length > 0) {
      if (!under) waiting.push(send(name, wanted));
      else if (next) next.queries = [...next.queries, ...wanted];
      else {
        const batch: Batch = {
          queries: wanted,
          promise: under.promise.then(() => {
            queued.delete(name);
            return send(name, batch.queries);
          }),
        };
        queued.set(name, batch);
        waiting.push(batch.promise);
      }
    }
    await Promise.all(waiting);
  }

  async function match(queries: readonly string[], options: MatchOptions = {}): Promise<void> {
    await Promise.all(names.map((name) => matchOne(name, queries, options)));
  }

  return {
    trigger(queries) {
      for (const entries of Object.values(data))
        for (const [name, { at }] of Object.entries(entries))
          if (clock.now() - at > times().keptMs) delete entries[name];
      return match(queries);
    },
    match,
    found: (query) => names.flatMap((name) => data[query]?.[name]?.found ?? []),
  };
}
