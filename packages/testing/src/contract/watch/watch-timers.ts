import { patchTimers, TIMEOUT, type TimerKind } from './patch-timers.js';
import type { Leftover, Watch } from './watch.js';

const KINDS: readonly TimerKind[] = [
  TIMEOUT,
  ['setInterval', 'clearInterval', true],
  ['requestAnimationFrame', 'cancelAnimationFrame', false],
  ['requestIdleCallback', 'cancelIdleCallback', false],
];

/** Watches the timers of the page itself, not those of a given clock. */
export function watchTimers(): Watch {
  const waiting = new Set<Leftover>();
  const stop = patchTimers(KINDS, (set, ms, createdAt) => {
    const timer = { what: `${set}${ms === undefined ? '' : ` of ${ms} ms`}`, createdAt };
    waiting.add(timer);
    return () => waiting.delete(timer);
  });
  return {
    get left() {
      return [...waiting];
    },
    stop,
  };
}
