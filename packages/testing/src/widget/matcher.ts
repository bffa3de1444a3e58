import type { Clock } from '@jackfield/core';

type Found = Readonly<Record<string, readonly unknown[] | undefined>>;

/** Asks the page; never rejects. */
export type Search = (queries: readonly string[]) => Promise<Found>;

export interface MatchOptions {
  /** Asks again for what is known. */
  readonly ignoreCache?: boolean;
  /** Asks beside a question that is under way, not after it. */
  readonly ignoreQueue?: boolean;
}

/** One of the widget's two matchers: of numbers with contacts, or of calls with logs. */
export interface Matcher {
  readonly providers: readonly string[];
  has(provider: string): boolean;
  add(provider: string, search: Search): void;
  match(queries: readonly string[], options?: MatchOptions): Promise<void>;
  /** Everything found for a query, of all providers in turn. */
  found(query: string): readonly unknown[];
}

/** For how long an entry is good, matched or not (DataMatcher.ts:30, 285-294). */
const FRESH_MS = 30_000;

interface Entry {
  readonly at: number;
  readonly found: readonly unknown[];
}

interface Batch {
  queries: readonly string[];
  readonly promise: Promise<void>;
}

/**
 * What DataMatcher does, for each provider on its own:
 *
 * 1. What is known is not asked again for 30 s, found or not; then any trigger asks
 *    (DataMatcher.ts:285-294). An error was made `{}` before, so it counts as "nothing found".
 * 2. One question is under way; what is wanted meanwhile gathers in one queue, which is asked when
 *    the first is through (DataMatcher.ts:296-337).
 * 3. A forced match heeds neither the cache nor the queue.
 *
 * Of 1.x the class itself is private: that it does the same is inferred from its name and callers.
 */
export function createMatcher(clock: Clock, changed: () => void): Matcher {
  const providers = new Map<string, Search>();
  const data = new Map<string, Map<string, Entry>>();
  const running = new Map<string, Batch>();
  const queued = new Map<string, Batch>();

  async function ask(name: string, queries: readonly string[]): Promise<void> {
    const search = (providers.get(name) as Search)(queries).then((found) => {
      running.delete(name);
      for (const query of queries) {
        const entries = data.get(query) ?? new Map<string, Entry>();
        data.set(query, entries.set(name, { at: clock.now(), found: found[query] ?? [] }));
      }
      changed();
    });
    // A forced question takes the place of the one under way (DataMatcher.ts:237-243).
    running.set(name, { queries, promise: search });
    await search;
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
      const entry = data.get(query)?.get(name);
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

  return {
    get providers() {
      return [...providers.keys()];
    },
    has: (provider) => providers.has(provider),
    add: (provider, search) => void providers.set(provider, search),
    async match(queries, options = {}) {
      await Promise.all([...providers.keys()].map((name) => matchOne(name, queries, options)));
    },
    found: (query) =>
      [...providers.keys()].flatMap((name) => data.get(query)?.get(name)?.found ?? []),
  };
}
