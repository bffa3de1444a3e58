/** Counts what a plugin has started: timers, and requests to a server. */
export interface Meter {
  /** How many have ended by themselves since the last `reset`, and were not cancelled. */
  readonly ended: number;
  /** How many of these were started since then, too. */
  readonly startedAndEnded: number;
  /** The most that were in progress at one time since then. */
  readonly peak: number;
  /** Counts one more. Returns the function to call at its end. */
  begin(): (isCancelled: boolean) => void;
  reset(): void;
}

export function createMeter(): Meter {
  let [ended, startedAndEnded] = [0, 0];
  let [running, peak, resets] = [0, 0, 0];
  return {
    get ended() {
      return ended;
    },
    get startedAndEnded() {
      return startedAndEnded;
    },
    get peak() {
      return peak;
    },
    begin() {
      const since = resets;
      running += 1;
      peak = Math.max(peak, running);
      return (isCancelled) => {
        running -= 1;
        if (isCancelled) return;
        ended += 1;
        if (since === resets) startedAndEnded += 1;
      };
    },
    reset() {
      resets += 1;
      [ended, startedAndEnded, peak] = [0, 0, running];
    },
  };
}
