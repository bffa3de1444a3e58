/** The time a host lives by. A test brings one that it can move. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since whenever, which nobody puts back or forward. `now` if left out. */
  elapsed?(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as Parameters<typeof clearTimeout>[0]),
};
