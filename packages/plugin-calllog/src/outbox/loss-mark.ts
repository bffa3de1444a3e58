/**
 * Remembers outside of the database that logs wait in it: browsers delete a database that they can
 * no longer read, without an event.
 */
export interface LossMark {
  set(count: number): void;
  /** How many logs were waiting when a tab last set that. */
  read(): number;
}

export function lossMark(name: string): LossMark {
  /** For a page without localStorage: such a loss can only be reported while the page is open. */
  let last = 0;
  return {
    set(count) {
      last = count;
      try {
        if (count > 0) localStorage.setItem(name, String(count));
        else localStorage.removeItem(name);
      } catch {
        // Full, or switched off.
      }
    },
    read() {
      try {
        return Number(localStorage.getItem(name)) || 0;
      } catch {
        return last;
      }
    },
  };
}
