import type { Clock } from '@jackfield/core';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that a test advances: for `createHost({ clock })` and for the widget. */
export interface TestClock extends Clock {
  /** Returns the elapsed milliseconds, which a change of the time of day does not affect. */
  elapsed(): number;
  /** Advances the time, runs the timers that fall due, and lets promises settle after each. */
  advance(ms: number): Promise<void>;
  /** Sets the time of day back, as a user or a time server does; `elapsed` does not change. */
  putBack(ms: number): void;
  /** How many timers are pending. */
  readonly pending: number;
}

/** Lets pending promises settle. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/**
 * Creates a clock that a test advances.
 *
 * @param start - its first time, in milliseconds since 1970
 * @example
 * ```ts
 * const clock = createTestClock();
 * const host = createHost({ service: 'Acme CRM', clock, widget: { transport } });
 * await clock.advance(15_000); // every timer of up to 15 s has fired
 * ```
 */
export function createTestClock(start = 1_760_000_000_000): TestClock {
  let now = start;
  let back = 0;
  let next = 1;
  const timers = new Map<number, Timer>();
  return {
    now: () => now - back,
    elapsed: () => now,
    putBack(ms) {
      back += ms;
    },
    setTimeout(run, ms) {
      timers.set(next, { at: now + ms, run });
      next += 1;
      return next - 1;
    },
    clearTimeout(timer) {
      timers.delete(timer as number);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = [...timers]
          .filter(([, { at }]) => at <= end)
          .sort((a, b) => a[1].at - b[1].at)[0];
        if (!due) break;
        const [id, { at, run }] = due;
        timers.delete(id);
        now = Math.max(now, at);
        run();
        await settle();
      }
      now = end;
      await settle();
    },
    get pending() {
      return timers.size;
    },
  };
}
