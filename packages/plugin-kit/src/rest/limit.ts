/** A signal that follows `signal`, and aborts by itself after `timeoutMs`. */
export interface Limit {
  readonly signal: AbortSignal;
  /** Whether the time was over before `signal` aborted. */
  isOver(): boolean;
  /** Rejects as soon as the signal aborts, whatever `promise` does. */
  wait<T>(promise: Promise<T>): Promise<T>;
  end(): void;
}

/** `AbortSignal.any` and `.timeout` are missing in browsers that agents still have. */
export function limit(signal: AbortSignal, timeoutMs: number): Limit {
  const controller = new AbortController();
  const follow = () => controller.abort(signal.reason);
  let over = false;
  const timer = setTimeout(() => {
    over = true;
    controller.abort(new DOMException('The time is over.', 'TimeoutError'));
  }, timeoutMs);
  if (signal.aborted) follow();
  else signal.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    isOver: () => over && !signal.aborted,
    wait: (promise) =>
      new Promise((resolve, reject) => {
        const abort = () => reject(controller.signal.reason);
        if (controller.signal.aborted) abort();
        controller.signal.addEventListener('abort', abort, { once: true });
        void promise
          .then(resolve, reject)
          .finally(() => controller.signal.removeEventListener('abort', abort));
      }),
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', follow);
    },
  };
}
