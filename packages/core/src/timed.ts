import type { Alarm } from './alarm.js';

/** A promise with a time limit. */
export interface Timed<T> {
  readonly promise: Promise<T>;
  /** Settles the promise; does nothing if it is settled. */
  settle(value: T): void;
  isOpen(): boolean;
}

/** Creates a promise that the caller settles, or that resolves to the value of `late` after `ms`. */
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
