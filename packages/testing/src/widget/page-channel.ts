import type { Messages } from '@jackfield/core';
import type { Answer } from '../simulator/answer.js';

export type RequestName = keyof Messages['requests'];
export type PushName = keyof Messages['pushes'];

/** Sends a worker's messages to the page of one of its tabs, of all, or of none. */
export interface PageChannel {
  /** Pushes an event; drops it if no tab is active. */
  event<K extends PushName>(name: K, body: Messages['pushes'][K]): void;
  /**
   * Sends a request to the page that receives requests of this name.
   *
   * @returns `undefined` if there is no such page
   */
  request(name: RequestName, data: unknown): Promise<Answer | undefined>;
  /** Posts a bare message to the page that receives events. */
  bare<K extends PushName>(name: K, body: Messages['pushes'][K]): void;
  /** Returns whether the agent has given the focus to one of its tabs. */
  isActive(): boolean;
  /** Returns whether the worker or document of this channel has ended. */
  isOver(): boolean;
}
