import type { Alarm } from './alarm.js';

/** A promise that is settled in time. */
export interface Timed<T> {
  readonly promise: Promise<T>;
  /** Settles the promise; does nothing if it is settled. */
  settle(value: T): void;
  isOpen(): boolean;
}

/** A promise that others settle, or that takes the value of `late` after `ms`. */
export function timed<T>(alarm: Alarm, ms: number, late: () => T): Timed<T> {
  let isOpen = true;
  let resolve: (value: T) => void;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  function settle(value: T): void {
    isOpen = false;
    cancel();
    resolve(value);
  }
  const cancel = alarm.set(ms, () => settle(late()));
  return { promise, settle, isOpen: () => isOpen };
}
