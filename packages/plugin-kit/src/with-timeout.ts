/** A signal that follows another one, and aborts by itself when its time is over. */
export interface Timeout {
  readonly signal: AbortSignal;
  /** Whether the time was over before the other signal aborted. */
  isOver(): boolean;
  /** Rejects as soon as the signal aborts, whatever `promise` does. */
  wait<T>(promise: Promise<T>): Promise<T>;
  /** Clears the timer, and follows no longer. */
  end(): void;
}

/** What sets timers; a test brings its own. */
export interface Timers {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** Those of the machine. */
export const systemTimers: Timers = {
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as Parameters<typeof clearTimeout>[0]),
};

/** Rejects when `signal` aborts, whatever `promise` does. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * Limits the time that work may take. Call `end` when the work is done.
 *
 * `AbortSignal.any` and `.timeout` are missing in browsers that agents still have.
 *
 * @param signal - what it follows, if anything
 * @param ms - without it there is no limit
 * @param late - makes the reason of the signal when the time is over
 */
export function withTimeout(
  signal: AbortSignal | undefined,
  ms: number | undefined,
  late: () => unknown = () => new DOMException('The time is over.', 'TimeoutError'),
  timers: Timers = systemTimers,
): Timeout {
  const controller = new AbortController();
  const follow = () => controller.abort(signal?.reason);
  const timer =
    ms === undefined ? undefined : timers.setTimeout(() => controller.abort(late()), ms);
  if (signal?.aborted) follow();
  else signal?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    isOver: () => controller.signal.aborted && !signal?.aborted,
    wait: (promise) => untilAborted(promise, controller.signal),
    end: () => {
      if (timer !== undefined) timers.clearTimeout(timer);
      signal?.removeEventListener('abort', follow);
    },
  };
}
