import type { createHost } from '@jackfield/core';
import { BRIDGE } from './dev-state.js';

/** Vite's channel to the command, as far as it is used here. */
export interface Hot {
  on(event: string, listener: (data: never) => void): void;
  send(event: string, data?: unknown): void;
}

export interface Bridge {
  /** Of the core that the plugins' authors have installed. */
  readonly createHost: typeof createHost;
  /** The requests that this core knows, each with its capability. */
  readonly requests: Readonly<Record<string, { readonly capability: string }>>;
  readonly hot: Hot;
}

/** The command makes this module when it is asked for it. */
export const loadBridge = async (): Promise<Bridge> => {
  const url: string = BRIDGE;
  return (await import(/* @vite-ignore */ url)) as Bridge;
};
