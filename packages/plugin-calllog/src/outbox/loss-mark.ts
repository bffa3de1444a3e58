/**
 * Remembers outside of the database that logs wait in it: browsers delete a database that they can
 * no longer read, without an event.
 */
export interface LossMark {
  set(count: number): void;
  /** How many logs were waiting when that was last set. */
  read(): number;
}

/** Where there is no such storage, a loss can only be reported while the page is open. */
export function lossMark(name: string): LossMark {
  let last: number | undefined;
  return {
    set(count) {
      if (count === last) return;
      last = count;
      try {
        if (count > 0) localStorage.setItem(name, String(count));
        else localStorage.removeItem(name);
      } catch {
        // Full, or switched off.
      }
    },
    read() {
      if (last !== undefined) return last;
      try {
        return Number(localStorage.getItem(name)) || 0;
      } catch {
        return 0;
      }
    },
  };
}
