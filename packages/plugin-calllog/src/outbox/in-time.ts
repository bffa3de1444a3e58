import { StoreError } from '../store-error.js';
import type { Timing } from './timing.js';

/**
 * Runs one try: it ends when its time is over or `signal` aborts, whatever it does itself.
 *
 * What it works with is told by the signal that it gets.
 */
export async function inTime(
  work: (signal: AbortSignal) => Promise<void>,
  ms: number,
  timing: Timing,
  signal: AbortSignal,
): Promise<void> {
  const own = new AbortController();
  const leave = () => own.abort(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  let undo = () => {};
  const timer = timing.setTimeout(() => {
    own.abort(new StoreError('retry', `The store did not answer within ${ms / 1_000} s.`));
  }, ms);
  try {
    await new Promise<void>((resolve, reject) => {
      const abort = () => reject(own.signal.reason as Error);
      own.signal.addEventListener('abort', abort, { once: true });
      undo = () => own.signal.removeEventListener('abort', abort);
      if (own.signal.aborted) abort();
      // Within, so that a store that throws at once has failed like any other.
      else new Promise<void>((done) => done(work(own.signal))).then(resolve, reject);
    });
  } finally {
    undo();
    timing.clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}
