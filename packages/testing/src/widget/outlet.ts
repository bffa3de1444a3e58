import type { Messages } from '@jackfield/core';
import type { Answer } from './wire.js';

export type RequestName = keyof Messages['requests'];
export type PushName = keyof Messages['pushes'];

/** Where what one worker says goes: to one of its tabs, to all, or to none. */
export interface Outlet {
  /** Tells an event; nobody if no tab is active. */
  event<K extends PushName>(name: K, body: Messages['pushes'][K]): void;
  /**
   * Asks the page that such a request goes to.
   *
   * @returns `undefined` if there is none
   */
  ask(name: RequestName, data: unknown): Promise<Answer | undefined>;
  /** Posts in no envelope, to where an event goes. */
  bare<K extends PushName>(name: K, body: Messages['pushes'][K]): void;
  /** Whether there is a tab of it that the agent has given the focus. */
  isActive(): boolean;
  /** Whether the worker or document that speaks here is gone. */
  isOver(): boolean;
}
