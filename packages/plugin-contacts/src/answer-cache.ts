import type { Known } from './read-answer.js';

/** How long answers are kept. */
export interface AnswerCacheOptions {
  /** How long the contacts of a number are kept, in milliseconds. Default 5 minutes. */
  readonly foundMs?: number | undefined;
  /** How long it is kept that a number is nobody's, in milliseconds. Default 30 seconds. */
  readonly notFoundMs?: number | undefined;
  /**
   * How long after that contacts are kept for when the source is slow or fails, in milliseconds.
   * Default a day.
   */
  readonly staleMs?: number | undefined;
  /** How many numbers are kept; the one not asked for the longest goes first. Default 1,000. */
  readonly maxEntries?: number | undefined;
}

/** What a source answered for a number, and when. */
export interface Entry {
  readonly at: number;
  readonly known: readonly Known[];
}

/** The answers that one source gave lately, by number. */
export interface AnswerCache {
  /** An answer, also one that is only better than none. */
  get(number: string): (Entry & { readonly isFresh: boolean }) | undefined;
  /** Keeps an answer unless it has a later one. */
  set(number: string, entry: Entry): void;
  clear(): void;
}

export function createAnswerCache(
  {
    foundMs,
    notFoundMs,
    staleMs,
    maxEntries,
  }: { readonly [K in keyof AnswerCacheOptions]-?: number },
  now: () => number,
): AnswerCache {
  // A Map keeps the order of insertion: the first entry is the one not used for the longest.
  const entries = new Map<string, Entry>();

  return {
    get(number) {
      const entry = entries.get(number);
      if (!entry) return undefined;
      entries.delete(number);
      const age = now() - entry.at;
      const isFound = entry.known.length > 0;
      // A clock that was put back makes an age below 0: such an answer would live too long.
      if (age < 0 || age >= (isFound ? foundMs + staleMs : notFoundMs)) return undefined;
      entries.set(number, entry);
      return { ...entry, isFresh: !isFound || age < foundMs };
    },
    set(number, entry) {
      const before = entries.get(number);
      if (before && before.at > entry.at && before.at <= now()) return;
      entries.delete(number);
      entries.set(number, entry);
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries) break;
        entries.delete(oldest);
      }
    },
    clear: () => entries.clear(),
  };
}
