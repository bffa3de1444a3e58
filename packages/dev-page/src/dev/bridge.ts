import type { createHost } from '@jackfield/core';
import type * as Ringex from '@jackfield/ringex';
import { BRIDGE } from './dev-state.js';

/** Vite's channel to the command, as far as it is used here. */
export interface Hot {
  on(event: string, listener: (data: never) => void): void;
  send(event: string, data?: unknown): void;
}

/** Requests of a widget, each with its capability. */
export type Requests = Readonly<Record<string, { readonly capability: string }>>;

export interface Bridge {
  /** Of the core that the plugins' authors have installed. */
  readonly createHost: typeof createHost;
  /** The requests of RingCX that this core knows, each with its capability. */
  readonly requests: Requests;
  /** Loads the adapter of RingEX: of the plugins' authors if they have it installed. */
  readonly loadRingex: () => Promise<typeof Ringex>;
  readonly hot: Hot;
}

/** The command makes this module when it is asked for it. */
export const loadBridge = async (): Promise<Bridge> => {
  const url: string = BRIDGE;
  return (await import(/* @vite-ignore */ url)) as Bridge;
};
