/** Whose ids a file has had so far. */
export interface SeenIds {
  /** Remembers the id of a name, and returns whether it was that of another name before. */
  isOfAnother(id: string, name: string): boolean;
}

function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i += 1)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 12)) >>> 0;
}

/** An id as two numbers and its name as a third. */
const WIDTH = 3;

/**
 * Keeps twelve bytes of each id instead of its text, since a file may have a million: two of them
 * are taken for one by an accident of one in 2⁶⁴ for each pair.
 */
export function createSeenIds(): SeenIds {
  let size = 1_024;
  let count = 0;
  let table = new Uint32Array(size * WIDTH);

  /** The place of an id, or the free one where it belongs; no id has zeros. */
  const find = (a: number, b: number): number => {
    let at = a % size;
    while (table[at * WIDTH] !== 0 && (table[at * WIDTH] !== a || table[at * WIDTH + 1] !== b)) {
      at = (at + 1) % size;
    }
    return at * WIDTH;
  };
  const grow = (): void => {
    const old = table;
    size *= 2;
    table = new Uint32Array(size * WIDTH);
    for (let at = 0; at < old.length; at += WIDTH) {
      const [a = 0, b = 0] = [old[at], old[at + 1]];
      if (a !== 0) table.set(old.subarray(at, at + WIDTH), find(a, b));
    }
  };

  return {
    isOfAnother(id, name) {
      const [a, b] = [hash(id, 0x811c9dc5) || 1, hash(id, 0x9e3779b9)];
      const its = hash(name.trim().toLowerCase(), 0x811c9dc5);
      const at = find(a, b);
      if (table[at] !== 0) return table[at + 2] !== its;
      table.set([a, b, its], at);
      count += 1;
      if (count * 2 > size) grow();
      return false;
    },
  };
}
