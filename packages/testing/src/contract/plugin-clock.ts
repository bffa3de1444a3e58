import type { Clock } from '@jackfield/core';
import type { TestClock } from '../test-clock.js';
import { createMeter, type Meter } from './meter.js';
import { rememberPlace } from './watch/remember-place.js';
import type { Leftover } from './watch/watch.js';

/** A pending timer of the plugin. */
interface PluginTimer extends Leftover {
  /** When it fires, on the clock. */
  readonly at: number;
  /** Called when it is cleared. */
  readonly cancel: () => void;
  /** Called when it fires. */
  readonly fire: () => void;
}

/** The clock that a plugin receives: it separates the plugin's timers from those of its host. */
export interface PluginClock extends Clock {
  readonly elapsed: () => number;
  readonly timers: readonly PluginTimer[];
  /** Counts its timers. */
  readonly meter: Meter;
  /** When the first of them fires; `undefined` if there is none. */
  readonly next: number | undefined;
  /**
   * Fires the first of them, as if only this clock were there: no deadline of the host passes.
   * Returns `false` if there is none.
   */
  fireNext(): boolean;
}

export function createPluginClock(clock: TestClock): PluginClock {
  const timers = new Map<unknown, PluginTimer>();
  const meter = createMeter();
  /** How far this clock is ahead of the host's. */
  let aheadMs = 0;
  const elapsed = (): number => clock.elapsed() + aheadMs;
  const setTimeout = (run: () => void, ms: number): unknown => {
    const end = meter.begin();
    const fire = (): void => {
      timers.delete(id);
      end(false);
      run();
    };
    const id = clock.setTimeout(fire, ms);
    const place = rememberPlace(setTimeout);
    timers.set(id, {
      at: elapsed() + ms,
      cancel: () => end(true),
      fire,
      what: `clock.setTimeout of ${ms} ms`,
      get createdAt() {
        return place() ?? '';
      },
    });
    return id;
  };
  return {
    now: () => clock.now() + aheadMs,
    elapsed,
    setTimeout,
    clearTimeout(id) {
      timers.get(id)?.cancel();
      timers.delete(id);
      clock.clearTimeout(id);
    },
    meter,
    get timers() {
      return [...timers.values()];
    },
    get next() {
      const first = Math.min(...[...timers.values()].map(({ at }) => at));
      return Number.isFinite(first) ? first : undefined;
    },
    fireNext() {
      const [first] = [...timers].sort(([, a], [, b]) => a.at - b.at);
      if (!first) return false;
      const [id, { at, fire }] = first;
      clock.clearTimeout(id);
      aheadMs += Math.max(0, at - elapsed());
      fire();
      return true;
    },
  };
}
