/** 2²⁴ bits, of which a million keys set every eighth: one in 70 new keys is looked for in vain. */
const BITS = 24;

function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i += 1)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  return (value ^ (value >>> 12)) >>> (32 - BITS);
}

/**
 * The keys that an import has written into an empty database.
 *
 * To ask the database for each key whether it is there takes a third of an import's time. A Bloom
 * filter of 2 MB says of nearly all new ones that they cannot be. It is of no use any more after a
 * transaction that failed.
 */
export interface KnownKeys {
  /** `false` if the database cannot have this key. */
  mayHave(key: string): boolean;
  add(key: string): void;
  /** The database's `writes` when all of its keys were known; `undefined` before the first write. */
  writes: number | undefined;
}

export function createKnownKeys(): KnownKeys {
  const bits = new Uint32Array(2 ** (BITS - 5));
  const places = (key: string) => [hash(key, 0x811c9dc5), hash(key, 0x9e3779b9)];
  const isSet = (place: number): boolean =>
    (((bits[place >>> 5] as number) >>> (place & 31)) & 1) === 1;
  return {
    writes: undefined,
    mayHave: (key) => places(key).every(isSet),
    add(key) {
      for (const place of places(key)) {
        bits[place >>> 5] = (bits[place >>> 5] as number) | (1 << (place & 31));
      }
    },
  };
}
