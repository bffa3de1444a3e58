import type { Meter } from '../meter.js';
import { patchTimers, TIMEOUT } from './patch-timers.js';
import { patch } from './watch.js';

type Fetch = (...args: readonly unknown[]) => Promise<unknown>;

/** A timer that is due later than this is not work that is about to end. */
const SOON_MS = 300;

/** What is in progress outside of the given clock. */
export interface WorkWatch {
  /** Whether a timer that is due soon is pending, or a `fetch` is in progress. */
  readonly isBusy: boolean;
  stop(): void;
}

/** Counts the timers of the page and the calls of `fetch`. */
export function watchWork(meter: Meter): WorkWatch {
  let inProgress = 0;
  const undo = [
    patchTimers([TIMEOUT], (_set, ms = 0) => {
      const end = meter.begin();
      const count = ms <= SOON_MS ? 1 : 0;
      inProgress += count;
      return (isCancelled) => {
        inProgress -= count;
        end(isCancelled);
      };
    }),
    patch<Fetch>(globalThis, 'fetch', (original) => async (...args) => {
      const end = meter.begin();
      inProgress += 1;
      let isFailed = true;
      try {
        const response = await original(...args);
        isFailed = false;
        return response;
      } finally {
        inProgress -= 1;
        // It is aborted, or no server has seen it.
        end(isFailed);
      }
    }),
  ];
  return {
    get isBusy() {
      return inProgress > 0;
    },
    stop() {
      for (const each of undo) each();
    },
  };
}
