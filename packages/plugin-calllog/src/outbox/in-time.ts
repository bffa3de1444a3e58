import { withTimeout } from '@jackfield/plugin-kit';
import { StoreError } from '../store-error.js';
import type { Timing } from './timing.js';

/**
 * Runs one try: it ends when its time is over or `signal` aborts, whatever it does itself. Its own
 * signal aborts then, too.
 */
export async function inTime(
  work: (signal: AbortSignal) => Promise<void>,
  ms: number,
  timing: Timing,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const late = () =>
    new StoreError('transient', `The store did not answer within ${ms / 1_000} s.`);
  const time = withTimeout(signal, ms, late, timing);
  try {
    // Within, so that a store that throws at once has failed like any other.
    await time.wait(new Promise<void>((done) => done(work(time.signal))));
  } finally {
    time.end();
  }
}
