import { settle, type TestClock } from '../test-clock.js';
import type { PluginClock } from './plugin-clock.js';
import { pause, realNow, turn } from './real-time.js';

/** How many milliseconds the clock may go on in one of real time. */
const SPEED = 100;

/** So long the machine is asked again at once; then at intervals. */
const EAGER_MS = 10;
const PAUSE_MS = 5;
/** A machine that is busy elsewhere may let the grace pass without having done anything. */
const LEAST_TURNS = 20;

/**
 * Waits until `isDone`, `false` if that will not be.
 *
 * @param clockMs - how far the clock may be moved meanwhile
 * @param graceMs - how long, in real time, nothing may happen
 */
export type Patience = (
  isDone: () => boolean,
  clockMs: number,
  graceMs: number,
) => Promise<boolean>;

/**
 * Nothing tells a promise that will settle from one that will not. What a plugin waits for is one
 * of three:
 *
 * 1. other promises: they settle within this task;
 * 2. the clock that it was given: its timers are known, and the clock is moved from one to the next,
 *    but not past `clockMs`, and not so fast that a time-out of three seconds is over before a
 *    database has had the 30 ms that it takes on a busy machine;
 * 3. the machine (IndexedDB, a socket, a timer of its own): it gets `graceMs` when there is nothing
 *    else to wait for.
 */
export function createPatience(clock: TestClock, plugin: PluginClock): Patience {
  return async (isDone, clockMs, graceMs) => {
    const [start, realStart] = [clock.elapsed(), realNow()];
    let since = realStart;
    let turns = 0;
    for (;;) {
      await settle();
      if (isDone()) return true;
      const { next } = plugin;
      const goal = next === undefined || next > start + clockMs ? undefined : next;
      if (goal === undefined) {
        const silentMs = realNow() - since;
        if (silentMs > graceMs && turns > LEAST_TURNS) return false;
        turns += 1;
        await (silentMs < EAGER_MS ? turn() : pause(PAUSE_MS));
      } else {
        await turn();
        if (goal - start > (realNow() - realStart) * SPEED) continue;
        await clock.advance(Math.max(0, goal - clock.elapsed()));
        since = realNow();
        turns = 0;
      }
    }
  };
}
