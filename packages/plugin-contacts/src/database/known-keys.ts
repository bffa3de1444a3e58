import { hash } from '../hash.js';
import type { Content } from './database-schema.js';

/** 2²⁵ bits, of which a million keys set every eighth: one in 4,000 new keys is looked for in vain. */
const BITS = 25;
/** How many bits stand for a key. */
const PLACES = 4;

function placesOf(key: string): readonly number[] {
  const first = hash(key, 0x811c9dc5);
  const step = hash(key, 0x9e3779b9) | 1;
  return Array.from({ length: PLACES }, (_, i) => (first + i * step) >>> (32 - BITS));
}

/**
 * The keys that an import has written into an empty database.
 *
 * To ask the database for each key whether it is there takes a third of an import's time. A Bloom
 * filter of 4 MB says of nearly all new ones that they cannot be.
 */
export interface KnownKeys {
  /** Whether the database has no other keys. */
  areAll(content: Content): boolean;
  /** `false` if the database cannot have this key. */
  mayHave(key: string): boolean;
  /** Adds what a transaction has written, if the keys were all before it. */
  add(keys: readonly string[], lastWrite: number): void;
}

export function createKnownKeys(): KnownKeys {
  const bits = new Uint32Array(2 ** (BITS - 5));
  let known: number | undefined;
  const isSet = (place: number): boolean =>
    (((bits[place >>> 5] as number) >>> (place & 31)) & 1) === 1;
  return {
    areAll: ({ count, lastWrite }) => (known === undefined ? count === 0 : known === lastWrite),
    mayHave: (key) => placesOf(key).every(isSet),
    add(keys, lastWrite) {
      known = lastWrite;
      for (const key of keys) {
        for (const place of placesOf(key)) {
          bits[place >>> 5] = (bits[place >>> 5] as number) | (1 << (place & 31));
        }
      }
    },
  };
}
