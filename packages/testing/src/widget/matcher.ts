import type { Clock } from '@jackfield/core';

type Found = Readonly<Record<string, readonly unknown[] | undefined>>;

/** What is known, by query and by the name under which it was asked. Plain data. */
export type MatchData = Record<
  string,
  Record<string, { readonly at: number; readonly found: readonly unknown[] }>
>;

export interface MatchOptions {
  /** Asks again for what is known. */
  readonly ignoreCache?: boolean;
  /** Asks beside a question that is under way, not after it. */
  readonly ignoreQueue?: boolean;
}

/** One of the widget's two matchers: of numbers with contacts, or of calls with logs. */
export interface Matcher {
  /** Forgets what is old, then matches without waiting (DataMatcher.ts:190-203). */
  trigger(queries: readonly string[]): void;
  /** Resolves when everything that is wanted has been answered. */
  match(queries: readonly string[], options?: MatchOptions): Promise<void>;
  /** Everything found for a query, under all names in turn. */
  found(query: string): readonly unknown[];
}

/** For how long an entry is good, matched or not (DataMatcher.ts:30, 285-294). */
const FRESH_MS = 30_000;

/** For how long an entry is kept (DataMatcher.ts:29, 103-121). */
const KEPT_MS = 30 * 60_000;

interface Batch {
  queries: readonly string[];
  readonly promise: Promise<void>;
}

/**
 * What DataMatcher does, for each name on its own:
 *
 * 1. What is known is not asked again for 30 s, found or not; then any trigger asks
 *    (DataMatcher.ts:285-294). An error was made `{}` before, so it counts as "nothing found".
 * 2. One question is under way; what is wanted meanwhile gathers in one queue, which is asked when
 *    the first is through (DataMatcher.ts:296-337).
 * 3. A forced match heeds neither the cache nor the queue.
 *
 * Of 1.x the class itself is private: that it does the same is inferred from its name and callers.
 *
 * @param names - under which it asks; they may become more
 * @param search - asks the page; never rejects
 * @param changed - called when something has been found, or not
 */
export function createMatcher(
  clock: Clock,
  data: MatchData,
  names: readonly string[],
  search: (queries: readonly string[]) => Promise<Found>,
  changed: () => void,
): Matcher {
  const running = new Map<string, Batch>();
  const queued = new Map<string, Batch>();

  function ask(name: string, queries: readonly string[]): Promise<void> {
    const promise = search(queries).then((found) => {
      running.delete(name);
      for (const query of queries)
        (data[query] ??= {})[name] = { at: clock.now(), found: found[query] ?? [] };
      changed();
    });
    // A forced question takes the place of the one under way (DataMatcher.ts:237-243).
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
      return entry !== undefined && now - entry.at <= FRESH_MS;
    };
    const wanted = ignoreCache
      ? queries
      : queries.filter((query) => !isComing(query) && !isFresh(query));
    if (wanted.length > 0) {
      if (!under) waiting.push(ask(name, wanted));
      else if (next) next.queries = [...next.queries, ...wanted];
      else {
        const batch: Batch = {
          queries: wanted,
          promise: under.promise.then(() => {
            queued.delete(name);
            return ask(name, batch.queries);
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
          if (clock.now() - at > KEPT_MS) delete entries[name];
      void match(queries);
    },
    match,
    found: (query) => names.flatMap((name) => data[query]?.[name]?.found ?? []),
  };
}
