import type { Clock } from '@jackfield/core';
import type { TestClock } from '../test-clock.js';
import { rememberPlace } from './watch/remember-place.js';
import type { Leftover } from './watch/watch.js';

/** A timer of the plugin that still waits. */
interface PluginTimer extends Leftover {
  /** When it rings, on the clock. */
  readonly at: number;
}

/** The clock as a plugin gets it: what the plugin waits for can be told from what its host does. */
export interface PluginClock extends Clock {
  readonly elapsed: () => number;
  readonly timers: readonly PluginTimer[];
  /** When the first of them rings; `undefined` if there is none. */
  readonly next: number | undefined;
}

export function createPluginClock(clock: TestClock): PluginClock {
  const timers = new Map<unknown, PluginTimer>();
  const setTimeout = (run: () => void, ms: number): unknown => {
    const id = clock.setTimeout(() => {
      timers.delete(id);
      run();
    }, ms);
    const place = rememberPlace(setTimeout);
    timers.set(id, {
      at: clock.elapsed() + ms,
      what: `clock.setTimeout of ${ms} ms`,
      get madeAt() {
        return place() ?? '';
      },
    });
    return id;
  };
  return {
    now: () => clock.now(),
    elapsed: () => clock.elapsed(),
    setTimeout,
    clearTimeout(id) {
      timers.delete(id);
      clock.clearTimeout(id);
    },
    get timers() {
      return [...timers.values()];
    },
    get next() {
      const first = Math.min(...[...timers.values()].map(({ at }) => at));
      return Number.isFinite(first) ? first : undefined;
    },
  };
}
