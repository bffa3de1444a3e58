const tracked = new WeakSet();

/** Returns whether a value records which of its members are read, so that it must not be copied. */
export const isTracked = (value: unknown): boolean => tracked.has(value as object);

/** A copy of an object that records the JSON pointers of the members that are read. */
export interface TrackedReads {
  readonly value: unknown;
  readonly reads: ReadonlySet<string>;
}

type Members = Readonly<Record<string, unknown>>;

/** How deep members are recorded: those of the data, and those of its `call`. */
const DEPTH = 2;

export function trackReads(data: unknown): TrackedReads {
  const reads = new Set<string>();

  function track(value: unknown, pointer: string, depth: number): unknown {
    if (typeof value !== 'object' || value === null || depth === DEPTH) return value;
    if (Array.isArray(value)) return value;
    const copy = {};
    for (const [name, member] of Object.entries(value as Members)) {
      const where = `${pointer}/${name}`;
      let current = track(member, where, depth + 1);
      Object.defineProperty(copy, name, {
        enumerable: true,
        configurable: true,
        get() {
          reads.add(where);
          return current;
        },
        set(next: unknown) {
          current = next;
        },
      });
    }
    return copy;
  }

  const value = track(structuredClone(data), '', 0);
  tracked.add(value as object);
  return { value, reads };
}
