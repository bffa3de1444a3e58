import { createAnswerCache, type AnswerCacheOptions } from './answer-cache.js';
import { createContactLookup, type Found } from './contact-lookup.js';
import type { ContactSource } from './contact-source.js';
import type { Find } from './match-numbers.js';
import { mergeKnown } from './merge-known.js';
import { createReporter } from './report-once.js';
import { createStoredAnswers } from './stored-answers.js';

/** The reason of a signal that aborts since the answer is due. */
export const DUE: symbol = Symbol('the answer is due');

interface Options {
  readonly plugin: string;
  readonly owner: string;
  readonly cache: AnswerCacheOptions | false;
  readonly sourceTimeoutMs: number;
  readonly now: () => number;
}

/** Several sources that answer as one. */
export interface SourceGroup {
  /**
   * What all of them know of these numbers when `until` aborts. Rejects if all of them fail, unless
   * what they know is only more than is known already.
   *
   * @param isRefresh - whether to ask them past the answers that were kept
   */
  find(
    numbers: readonly string[],
    until: AbortSignal,
    isMore: boolean,
    isRefresh: boolean,
  ): Promise<Find>;
  /** Begins to listen to them; what it returns ends that, and what is under way. */
  use(): () => Promise<void>;
  /** Deletes what was kept. */
  wipe(): Promise<void>;
}

/**
 * Asks all sources at the same time, each through a look-up with answers of its own: so one that is
 * slow or fails costs nothing but its own part of the answer. It is reported to the page, because the
 * host reports only requests that fail as a whole.
 */
export function createSourceGroup(
  sources: readonly ContactSource[],
  { plugin, owner, cache, sourceTimeoutMs, now }: Options,
): SourceGroup {
  const { foundMs = 300_000, notFoundMs = 30_000 } = cache || {};
  const { staleMs = 86_400_000, maxEntries = 1_000 } = cache || {};
  const stored = createStoredAnswers({
    name: ['jackfield-contacts-answers', plugin, owner].map(encodeURIComponent).join('/'),
    maxEntries,
    keepMs: Math.max(foundMs + staleMs, notFoundMs),
    now,
    forgotten: (index) => {
      for (const [i, lookup] of lookups.entries()) if (index < 0 || i === index) lookup.forget();
    },
  });
  const isStored = ({ isLocal }: ContactSource): boolean => cache !== false && !isLocal;
  const report = createReporter();
  const times = { foundMs, notFoundMs, staleMs, maxEntries };
  const lookups = sources.map((source, i) =>
    createContactLookup(source, {
      cache: cache === false ? undefined : createAnswerCache(times, now),
      stored: isStored(source) ? stored.place(i) : undefined,
      sourceTimeoutMs,
      now,
      report,
    }),
  );
  let users = 0;

  return {
    async find(numbers, until, isMore, isRefresh) {
      const found = await Promise.all(
        lookups.map((lookup) => lookup.find(numbers, until, isRefresh)),
      );
      // The host has given up, and has said so: what was not known by then is nobody's failure.
      if (until.aborted && until.reason !== DUE) throw until.reason;
      const failed = found.filter(({ failure }) => failure !== undefined);
      const isNothing =
        failed.length === found.length && found.every(({ known }) => known.size === 0);
      if (isNothing && !isMore) throw (failed[0] as Found).failure;
      for (const { failure } of failed) report(failure);
      return (number) => mergeKnown(found.map(({ known }) => known.get(number) ?? []));
    },
    use() {
      users += 1;
      if (users === 1 && sources.some(isStored)) stored.open();
      const stops = sources.map((source, i) =>
        source.subscribe?.(() => {
          lookups[i]?.forget();
          if (isStored(source)) stored.place(i).forget();
        }),
      );
      return async () => {
        for (const stop of stops) stop?.();
        users -= 1;
        if (users === 0) {
          for (const lookup of lookups) lookup.end(new DOMException('Closed.', 'AbortError'));
          await stored.close();
        }
        for (const source of new Set(sources)) await source.close?.();
      };
    },
    async wipe() {
      for (const lookup of lookups) lookup.forget();
      await stored.wipe();
    },
  };
}
