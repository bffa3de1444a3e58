/**
 * By how much two times of the same clock may contradict each other, in milliseconds: two tabs write
 * in any order, and a time server moves the clock slowly.
 */
export const CLOCK_TOLERANCE = 2_000;

/** How many calls are watched at most: an end may never be received. */
const WATCHED = 1_000;

/** Detects that the computer's clock was set during a call, in either direction. */
export interface ClockWatch {
  /** Watches from now on; has no effect for a call that is watched. */
  begin(callId: string): void;
  /** Whether the clock was set since `begin`; `false` for a call that is not watched. */
  isChanged(callId: string): boolean;
  end(callId: string): void;
}

/**
 * @param now - the computer's clock
 * @param elapsed - a monotonic clock; without one no change is detected
 */
export function watchClock(now: () => number, elapsed: (() => number) | undefined): ClockWatch {
  // In a page, the difference is constant unless the clock is set or the computer sleeps.
  const difference = (): number => (elapsed ? now() - elapsed() : 0);
  const begun = new Map<string, number>();
  return {
    begin(callId) {
      if (begun.has(callId)) return;
      begun.set(callId, difference());
      const [oldest] = begun.keys();
      if (begun.size > WATCHED && oldest !== undefined) begun.delete(oldest);
    },
    isChanged(callId) {
      const first = begun.get(callId);
      return first !== undefined && Math.abs(difference() - first) > CLOCK_TOLERANCE;
    },
    end: (callId) => void begun.delete(callId),
  };
}
