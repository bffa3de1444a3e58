/** The clock of a host. Tests pass one that they can advance. */
export interface Clock {
  /** Returns milliseconds since 1970. */
  now(): number;
  /** Returns monotonic milliseconds, which a change of the system time does not affect. */
  elapsed(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as Parameters<typeof clearTimeout>[0]),
};
