import type { Clock } from '@jackfield/core';
import type { TestClock } from '../test-clock.js';
import { rememberPlace } from './watch/remember-place.js';
import type { Leftover } from './watch/watch.js';

/** A pending timer of the plugin. */
interface PluginTimer extends Leftover {
  /** When it fires, on the clock. */
  readonly at: number;
}

/** The clock that a plugin receives: it separates the plugin's timers from those of its host. */
export interface PluginClock extends Clock {
  readonly elapsed: () => number;
  readonly timers: readonly PluginTimer[];
  /** When the first of them fires; `undefined` if there is none. */
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
      get createdAt() {
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
