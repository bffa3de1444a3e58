/** The time and the chance that the outbox lives by. A test brings what it can move. */
export interface Timing {
  /** In epoch milliseconds. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  /** From 0 to 1. */
  random(): number;
}

export const systemTiming = (now: () => number): Timing => ({
  now,
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as Parameters<typeof clearTimeout>[0]),
  random: Math.random,
});
