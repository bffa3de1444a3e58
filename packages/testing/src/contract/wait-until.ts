import { settle, type TestClock } from '../test-clock.js';
import type { PluginClock } from './plugin-clock.js';
import { pause, realNow, turn } from './real-time.js';

/** How many milliseconds the clock may advance in one millisecond of real time. */
const SPEED = 100;

/** How long to poll without a pause; then there is a pause between polls. */
const EAGER_MS = 10;
const PAUSE_MS = 5;
/** On a busy machine the grace period may pass before the event loop has run often enough. */
const LEAST_TURNS = 20;

/**
 * Waits until `isDone` returns true; resolves with `false` if it will not.
 *
 * @param clockMs - how far the clock may be advanced meanwhile
 * @param graceMs - how long to wait without progress, in real time
 */
export type WaitUntil = (
  isDone: () => boolean,
  clockMs: number,
  graceMs: number,
) => Promise<boolean>;

/**
 * Creates a {@link WaitUntil}. It cannot be observed whether a promise will ever settle. A plugin
 * waits for one of three things:
 *
 * 1. other promises: they settle within this task;
 * 2. the clock that it received: its timers are known, and the clock is advanced from one to the
 *    next, but not past `clockMs`, and not so fast that a time-out of three seconds expires before a
 *    database has had the 30 ms that it needs on a busy machine;
 * 3. the machine (IndexedDB, a socket, a real timer): it gets `graceMs` when no timer of the clock
 *    is due.
 */
export function createWaitUntil(clock: TestClock, plugin: PluginClock): WaitUntil {
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
