import type { Contact } from '@jackfield/core';

/** How long answers are kept. */
export interface AnswerCacheOptions {
  /** How long the contacts of a number are kept, in milliseconds. Default 5 minutes. */
  readonly foundMs?: number | undefined;
  /** How long it is kept that a number is nobody's, in milliseconds. Default 30 seconds. */
  readonly notFoundMs?: number | undefined;
  /** How many numbers are kept; the one not asked for the longest goes first. Default 1,000. */
  readonly maxEntries?: number | undefined;
}

interface Entry {
  readonly at: number;
  readonly contacts: readonly Contact[];
}

/** The answers given lately, by number. */
export interface AnswerCache {
  get(number: string): readonly Contact[] | undefined;
  set(number: string, contacts: readonly Contact[]): void;
  clear(): void;
}

export function createAnswerCache(
  { foundMs = 300_000, notFoundMs = 30_000, maxEntries = 1_000 }: AnswerCacheOptions,
  now: () => number,
): AnswerCache {
  // A Map keeps the order of insertion: the first entry is the one not used for the longest.
  const entries = new Map<string, Entry>();

  const isFresh = ({ at, contacts }: Entry): boolean => {
    const age = now() - at;
    // A clock that was put back makes an age below 0: such an answer would live too long.
    return age >= 0 && age < (contacts.length > 0 ? foundMs : notFoundMs);
  };

  return {
    get(number) {
      const entry = entries.get(number);
      if (!entry) return undefined;
      entries.delete(number);
      if (!isFresh(entry)) return undefined;
      entries.set(number, entry);
      return entry.contacts;
    },
    set(number, contacts) {
      entries.delete(number);
      entries.set(number, { at: now(), contacts });
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries) break;
        entries.delete(oldest);
      }
    },
    clear: () => entries.clear(),
  };
}
