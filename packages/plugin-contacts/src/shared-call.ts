/** One call whose answer several askers wait for. */
export interface SharedCall<T> {
  /** Waits until the answer is there, the call fails, or `signal` aborts. */
  wait(signal: AbortSignal): Promise<T>;
}

/**
 * Makes a call that goes on as long as anybody waits for it.
 *
 * @param run - the call; its signal aborts when the last asker has gone
 * @param abandon - told at that moment, so that nobody joins an aborted call
 */
export function shareCall<T>(
  run: (signal: AbortSignal) => Promise<T>,
  abandon: () => void,
): SharedCall<T> {
  const controller = new AbortController();
  // A tick later, so that a `run` that throws at once fails like any other.
  const answer = Promise.resolve().then(() => run(controller.signal));
  let waiting = 0;

  return {
    wait: (signal) =>
      new Promise<T>((resolve, reject) => {
        waiting += 1;
        const leave = () => {
          signal.removeEventListener('abort', give);
          waiting -= 1;
        };
        const give = () => {
          leave();
          reject(signal.reason);
          if (waiting > 0) return;
          abandon();
          controller.abort(signal.reason);
        };
        signal.addEventListener('abort', give);
        const settle = (then: () => void) => {
          if (signal.aborted) return;
          leave();
          then();
        };
        answer.then(
          (value) => settle(() => resolve(value)),
          (error: unknown) => settle(() => reject(error)),
        );
      }),
  };
}
