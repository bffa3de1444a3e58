import { settle } from '../test-clock.js';
import type { Harness } from './harness.js';
import { pause, realNow, turn } from './real-time.js';
import type { WorkWatch } from './watch/watch-work.js';

/** How far the clock is advanced for work that goes on. */
const CLOCK_MS = 1_000;
/** How long to wait in real time for timers that are due soon. */
const REAL_MS = 500;
const TURNS = 3;

/** Lets everything happen that a plugin has started and that ends soon, on its clock and in real time. */
export async function letWorkEnd({ clock, pluginClock }: Harness, work: WorkWatch): Promise<void> {
  const end = clock.elapsed() + CLOCK_MS;
  const start = realNow();
  for (let quiet = 0; quiet < TURNS;) {
    await settle();
    await turn();
    quiet += 1;
    const { next } = pluginClock;
    if (next !== undefined && next <= end) {
      await clock.advance(Math.max(0, next - clock.elapsed()));
      quiet = 0;
    } else if (work.isBusy && realNow() - start < REAL_MS) {
      await pause(1);
      quiet = 0;
    }
  }
}
