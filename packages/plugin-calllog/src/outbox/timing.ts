import type { Clock } from '@jackfield/core';
import { systemTimers, type Timers, withTimeout } from '@jackfield/plugin-kit';
import { StoreError } from '../store-error.js';

/** The times by which tabs choose the one that delivers, in milliseconds. */
export interface LeadershipTimes {
  /** How often a tab that does not deliver asks whether another one does. */
  readonly askMs: number;
  /** How long it waits for an answer at least. */
  readonly answerMs: number;
  /** How long a leader without a sign of life stays leader. */
  readonly trustMs: number;
  /** How long a lease lasts, where Web Locks is unavailable. */
  readonly leaseMs: number;
  /** How long a tab that gave leadership up lets others go first. */
  readonly restMs: number;
}

/** The time and the chance that the outbox lives by. A test brings what it can move. */
export interface Timing extends Timers {
  /** In epoch milliseconds. */
  now(): number;
  /** The elapsed milliseconds, which a change of the time of day does not affect. */
  elapsed(): number;
  /** From 0 to 1. */
  random(): number;
  /**
   * The computer's clock, whichever clock a test gives the host: the database and other tabs take
   * their own time.
   */
  readonly system: Clock;
  readonly leadership: LeadershipTimes;
  /** Uses a host's clock for what is timed from now on. */
  follow?(clock: Clock): void;
}

/**
 * A tab that is visible takes over after `trustMs + answerMs`, 35 s, at most. The timers of a tab
 * that was hidden for long run once a minute: it takes two of these.
 */
export const leadershipTimes: LeadershipTimes = {
  askMs: 15_000,
  answerMs: 5_000,
  trustMs: 30_000,
  leaseMs: 15_000,
  restMs: 15_000,
};

/**
 * Creates times by the computer's clock, until there is another one to follow.
 *
 * @param ownNow - the time of day, whichever clock is followed
 */
export function clockTiming(ownNow: (() => number) | undefined): Timing {
  const system: Clock = {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    ...systemTimers,
  };
  let clock = system;
  return {
    system,
    follow: (next) => void (clock = next),
    now: () => (ownNow ? ownNow() : clock.now()),
    elapsed: () => clock.elapsed(),
    setTimeout(run, ms) {
      const from = clock;
      const timer = from.setTimeout(run, ms);
      return () => from.clearTimeout(timer);
    },
    clearTimeout: (clear) => (clear as (() => void) | undefined)?.(),
    random: Math.random,
    leadership: leadershipTimes,
  };
}

/**
 * Runs one try: it ends when its time is over or `signal` aborts, whatever it does itself. Its own
 * signal aborts then, too.
 */
export async function inTime(
  work: (signal: AbortSignal) => Promise<void>,
  ms: number,
  timing: Timers,
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
