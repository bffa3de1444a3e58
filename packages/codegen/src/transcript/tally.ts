import type { Seen } from './transcript-report.js';

/** Counts equal items, and keeps the line of the first. */
export interface Tally<T extends object> {
  /** Adds an item; `merge` combines it with an equal one. */
  add(line: number, thing: T, merge?: (all: T) => T): void;
  readonly all: readonly (T & Seen)[];
}

/** @param keyOf - returns the same key for equal items */
export const createTally = <T extends object>(
  keyOf: (thing: T) => readonly unknown[],
): Tally<T> => {
  const found = new Map<string, T & Seen>();
  return {
    add(line, thing, merge = (all) => all) {
      const key = JSON.stringify(keyOf(thing));
      const known = found.get(key);
      if (known === undefined) found.set(key, { ...thing, count: 1, line });
      else found.set(key, { ...known, ...merge(known), count: known.count + 1 });
    },
    get all() {
      return [...found.values()];
    },
  };
};
