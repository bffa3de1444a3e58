import type { JackfieldError } from './errors.js';
import type { TimerQueue } from './timer-queue.js';

/** What a handler did by its deadline. */
export type Outcome =
  | { readonly status: 'returned'; readonly value: unknown }
  | { readonly status: 'threw'; readonly thrown: unknown }
  /** It did not settle by its deadline, or the host was closed at once. */
  | { readonly status: 'stopped'; readonly error: JackfieldError };

/** A running handler. */
export interface Run {
  /** Settles at the deadline at the latest; never rejects. */
  readonly outcome: Promise<Outcome>;
  /** Aborts the handler's signal; does nothing if the handler has settled. */
  stop(error: JackfieldError): void;
}

/**
 * Runs one handler in isolation: there is an outcome by its deadline even if it throws or hangs.
 *
 * @param run - starts the handler
 * @param ms - the time until its deadline
 * @param onDeadline - returns the error with which the signal aborts
 * @param onLate - called when the handler settles after it was stopped
 */
export function runHandler(
  timers: TimerQueue,
  run: (signal: AbortSignal) => unknown,
  ms: number,
  onDeadline: () => JackfieldError,
  onLate: () => void,
): Run {
  const controller = new AbortController();
  let isOpen = true;
  let resolve: (outcome: Outcome) => void;
  const outcome = new Promise<Outcome>((settle) => {
    resolve = settle;
  });
  const cancel = timers.set(ms, () => stop(onDeadline()));

  function settle(settled: Outcome): void {
    if (!isOpen) return onLate();
    isOpen = false;
    cancel();
    resolve(settled);
  }

  function stop(error: JackfieldError): void {
    if (!isOpen) return;
    settle({ status: 'stopped', error });
    controller.abort(error);
  }

  (async () => run(controller.signal))().then(
    (value) => settle({ status: 'returned', value }),
    (thrown: unknown) => settle({ status: 'threw', thrown }),
  );
  return { outcome, stop };
}
