import type { Clock } from './clock.js';

/** Deadlines that share one timer of the clock. */
export interface Alarm {
  /** Runs `ring` after `ms`; returns a function that cancels it. */
  set(ms: number, ring: () => void): () => void;
  /** Cancels all and clears the timer. */
  stop(): void;
}

interface Entry {
  readonly at: number;
  readonly ring: () => void;
}

/** Node's timers keep the process alive unless `unref` is called; a browser's are numbers. */
type NodeTimer = { unref?(): void; ref?(): void } | undefined;

/**
 * Setting a timer is slower than answering a request, and nearly all deadlines are cancelled. So a
 * running timer is not cleared: when it fires and no deadline is due, the next timer is set, if any.
 */
export function createAlarm(clock: Clock): Alarm {
  const entries = new Set<Entry>();
  // A change of the system time while a handler runs must not change its deadline.
  const now = (): number => (clock.elapsed ?? clock.now)();
  let timer: unknown;
  let timerAt = Infinity;

  function arm(at: number): void {
    if (at >= timerAt) return (timer as NodeTimer)?.ref?.();
    clock.clearTimeout(timer);
    timerAt = at;
    timer = clock.setTimeout(wake, Math.max(0, at - now()));
  }

  function wake(): void {
    timerAt = Infinity;
    // A browser's timer may fire up to a millisecond early.
    const due = now() + 1;
    for (const entry of entries) {
      if (entry.at > due) arm(entry.at);
      else if (entries.delete(entry)) entry.ring();
    }
  }

  return {
    set(ms, ring) {
      const entry: Entry = { at: now() + ms, ring };
      entries.add(entry);
      arm(entry.at);
      return () => {
        entries.delete(entry);
        if (entries.size === 0) (timer as NodeTimer)?.unref?.();
      };
    },
    stop() {
      clock.clearTimeout(timer);
      entries.clear();
    },
  };
}
