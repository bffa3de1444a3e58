/** One call whose answer several askers wait for. */
export interface SharedCall<T> {
  /** Waits until the answer is there, the call fails, or `until` aborts, which the call survives. */
  wait(until: AbortSignal): Promise<T>;
  /** Ends the call: its remaining callers are rejected with `reason`. */
  end(reason: unknown): void;
}

/**
 * Makes a call that goes on without its askers, since its answer is of use to the next.
 *
 * @param run - the call; its signal aborts when it is ended
 * @param done - called when the call is over, before its callers are notified
 * @param failed - called if the call fails without a caller
 */
export function shareCall<T>(
  run: (signal: AbortSignal) => Promise<T>,
  done: () => void,
  failed: (error: unknown) => void,
): SharedCall<T> {
  const controller = new AbortController();
  let waiting = 0;
  const watch = async (): Promise<void> => {
    try {
      await answer;
      done();
    } catch (error) {
      done();
      if (waiting === 0) failed(error);
    }
  };
  let fail: (reason: unknown) => void = () => {};
  const answer = new Promise<T>((resolve, reject) => {
    fail = reject;
    // A tick later, so that a `run` that throws at once fails like any other.
    void Promise.resolve()
      .then(() => run(controller.signal))
      .then(resolve, reject);
  });
  void watch();

  return {
    wait: (until) =>
      new Promise<T>((resolve, reject) => {
        waiting += 1;
        const leave = () => {
          waiting -= 1;
          reject(until.reason);
        };
        if (until.aborted) return leave();
        until.addEventListener('abort', leave, { once: true });
        void answer.then(resolve, reject).finally(() => until.removeEventListener('abort', leave));
      }),
    end(reason) {
      // First, since a `run` need not listen.
      fail(reason);
      controller.abort(reason);
    },
  };
}
