import type { Timing } from './timing.js';

/** How often a task runs without a notification. */
const AGAIN_MS = 60_000;

/** A task that runs when it is due, once at a time. */
export interface RepeatedTask {
  /** Starts it; returns what ends it. */
  start(): () => void;
  /** Runs it now: something may be due. */
  wake(): void;
}

/** @param task - returns when it is due next; if it fails, it runs again later */
export function repeatTask(
  task: (now: number) => Promise<number | undefined>,
  timing: Timing,
): RepeatedTask {
  let isStarted = false;
  let isWoken = false;
  let isRunning = false;
  let timer: unknown;
  const isDue = (): boolean => isStarted && isWoken;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    timing.clearTimeout(timer);
    let nextAt: number | undefined;
    while (isDue()) {
      isWoken = false;
      nextAt = await task(timing.now()).catch(() => undefined);
    }
    isRunning = false;
    if (!isStarted) return;
    const wait = (nextAt ?? Infinity) - timing.now();
    timer = timing.setTimeout(wake, Math.min(Math.max(wait, 1), AGAIN_MS));
  }

  function wake(): void {
    isWoken = true;
    void run();
  }

  return {
    start() {
      isStarted = true;
      wake();
      return () => {
        isStarted = false;
        timing.clearTimeout(timer);
      };
    },
    wake,
  };
}
