import type { Meter } from '../meter.js';
import { isOfEngine, rememberPlace } from './remember-place.js';
import { patch } from './watch.js';

type Set = (run: unknown, ...args: readonly unknown[]) => unknown;
type Clear = (timer: unknown) => void;
type Fetch = (...args: readonly unknown[]) => Promise<unknown>;

/** A timer that is due later than this is not work that is about to end. */
const SOON_MS = 300;

const keyOf = (timer: unknown): unknown =>
  typeof timer === 'object' && timer !== null ? Number(timer) : timer;

/** What is in progress outside of the given clock. */
export interface WorkWatch {
  /** Whether a timer that is due soon is pending, or a `fetch` is in progress. */
  readonly isBusy: boolean;
  stop(): void;
}

/** Counts the timers of the page and the calls of `fetch`. */
export function watchWork(meter: Meter): WorkWatch {
  const timers = new Map<
    unknown,
    { readonly ms: number; readonly end: (isCancelled: boolean) => void }
  >();
  let fetches = 0;

  const setTimer: (original: Set) => Set = (original) => {
    const replaced: Set = (run, ...args) => {
      const isCounted = !isOfEngine(replaced) && rememberPlace(replaced)() !== undefined;
      if (!isCounted || typeof run !== 'function') return original(run, ...args);
      const onFire = (...given: readonly unknown[]): unknown => {
        timers.delete(key);
        end(false);
        return (run as (...given: readonly unknown[]) => unknown)(...given);
      };
      const end = meter.begin();
      const timer = original(onFire, ...args);
      const key = keyOf(timer);
      timers.set(key, { ms: typeof args[0] === 'number' ? args[0] : 0, end });
      return timer;
    };
    return replaced;
  };
  const clear: (original: Clear) => Clear = (original) => (timer) => {
    timers.get(keyOf(timer))?.end(true);
    timers.delete(keyOf(timer));
    original(timer);
  };
  const undo = [
    patch<Set>(globalThis, 'setTimeout', setTimer),
    patch<Clear>(globalThis, 'clearTimeout', clear),
    patch<Fetch>(globalThis, 'fetch', (original) => async (...args) => {
      const end = meter.begin();
      fetches += 1;
      let isFailed = true;
      try {
        const response = await original(...args);
        isFailed = false;
        return response;
      } finally {
        fetches -= 1;
        // It is aborted, or no server has seen it.
        end(isFailed);
      }
    }),
  ];
  return {
    get isBusy() {
      return fetches > 0 || [...timers.values()].some(({ ms }) => ms <= SOON_MS);
    },
    stop() {
      for (const each of undo) each();
    },
  };
}
