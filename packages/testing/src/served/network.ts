import type { Clock } from '@jackfield/core';

/** The way between the widget and its pages, which a person may interrupt. */
export interface Network {
  isOnline: boolean;
  /** How long messages of the page are held back, in milliseconds. */
  delayMs: number;
  /**
   * Lets a message of the page pass, now or later; messages keep their order.
   *
   * @returns what happens to it
   */
  receive(deliver: () => void): 'passed' | 'delayed' | 'dropped';
  close(): void;
}

export function createNetwork(clock: Clock): Network {
  const timers = new Set<unknown>();
  let last = 0;
  return {
    isOnline: true,
    delayMs: 0,
    receive(deliver) {
      if (!this.isOnline) return 'dropped';
      const now = clock.elapsed();
      // Not before one that was held back longer.
      const due = Math.max(now + this.delayMs, last);
      if (due <= now) {
        deliver();
        return 'passed';
      }
      last = due;
      const timer = clock.setTimeout(() => {
        timers.delete(timer);
        deliver();
      }, due - now);
      timers.add(timer);
      return 'delayed';
    },
    close() {
      for (const timer of timers) clock.clearTimeout(timer);
      timers.clear();
    },
  };
}
