import { systemTimers, type Timers } from '@jackfield/plugin-kit';

/** The time and the chance that the outbox lives by. A test brings what it can move. */
export interface Timing extends Timers {
  /** In epoch milliseconds. */
  now(): number;
  /** From 0 to 1. */
  random(): number;
}

export const systemTiming = (now: () => number): Timing => ({
  now,
  ...systemTimers,
  random: Math.random,
});
