import type { Clock } from './clock.js';

/** Time limits that share one timer of the clock. */
export interface TimerQueue {
  /** Runs `run` after `ms`; returns a function that cancels it. */
  set(ms: number, run: () => void): () => void;
  /** Resolves when `promise` has been fulfilled, or after `ms` to `false`. */
  within(ms: number, promise: Promise<unknown>): Promise<boolean>;
  /** Cancels all and clears the timer. */
  stop(): void;
}

interface Entry {
  readonly at: number;
  readonly run: () => void;
}

/** Node's timers keep the process alive unless `unref` is called; a browser's are numbers. */
type NodeTimer = { unref?(): void; ref?(): void } | undefined;

/**
 * Setting a timer is slower than answering a request, and nearly all deadlines are cancelled. So a
 * running timer is not cleared: when it fires and no deadline is due, the next timer is set, if any.
 * A change of the system time does not affect a time limit.
 */
export function createTimerQueue(clock: Clock): TimerQueue {
  const entries = new Set<Entry>();
  let timer: unknown;
  let timerAt = Infinity;

  function start(at: number): void {
    if (at >= timerAt) return (timer as NodeTimer)?.ref?.();
    clock.clearTimeout(timer);
    timerAt = at;
    // A time-out of 2 ** 31 would fire at once.
    timer = clock.setTimeout(onTimer, Math.min(at - clock.elapsed(), 1e9));
  }

  function onTimer(): void {
    timerAt = Infinity;
    // A browser's timer may fire up to a millisecond early.
    const due = clock.elapsed() + 1;
    for (const entry of entries) {
      if (entry.at > due) start(entry.at);
      else if (entries.delete(entry)) entry.run();
    }
  }

  function set(ms: number, run: () => void): () => void {
    const entry: Entry = { at: clock.elapsed() + ms, run };
    entries.add(entry);
    start(entry.at);
    return () => {
      entries.delete(entry);
      if (entries.size === 0) (timer as NodeTimer)?.unref?.();
    };
  }

  return {
    set,
    within: (ms, promise) =>
      new Promise((resolve) => {
        const cancel = set(ms, () => resolve(false));
        void promise.then(() => {
          cancel();
          resolve(true);
        });
      }),
    stop() {
      clock.clearTimeout(timer);
      entries.clear();
    },
  };
}
