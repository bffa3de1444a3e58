import type { Clock } from './clock.js';

/** Deadlines that share one timer of the clock. */
export interface Alarm {
  /** Runs `ring` after `ms`; returns what calls that off. */
  set(ms: number, ring: () => void): () => void;
  /** Calls all off and leaves no timer behind. */
  stop(): void;
}

interface Entry {
  readonly at: number;
  readonly ring: () => void;
}

/** Node's timers keep a process alive unless they are told not to; a browser's are numbers. */
type NodeTimer = { unref?(): void; ref?(): void } | undefined;

/**
 * To set a timer costs a page more than to answer a request does, and nearly all deadlines are
 * called off. So a timer that is running is left alone: when it rings for nobody, the next one is
 * set, or none.
 */
export function createAlarm(clock: Clock): Alarm {
  const entries = new Set<Entry>();
  // Time that is put back or forward while a handler runs must not move its deadline.
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
    // A browser's timer may be early by less than a millisecond.
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
