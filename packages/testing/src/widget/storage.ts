import type { Lead, Task } from '@jackfield/core';
import { keyOf, type LineCall, type LogOutcome } from './call.js';
import type { MatchData } from '../simulator/matcher.js';

/** The state of the frame in the adapter script. */
export interface AdapterState {
  readonly closed: boolean;
  readonly minimized: boolean;
  /** In pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** In pixels; null where the user has not moved it. */
  readonly position: {
    readonly translateX: number | null;
    readonly translateY: number | null;
    readonly minTranslateX: number | null;
    readonly minTranslateY: number | null;
  };
}

/**
 * What the browser keeps over reloads, for all tabs: everything that is marked `@storage` in the
 * source. Plain data.
 */
export interface BrowserStorage {
  isLoggedIn: boolean;
  /** The calls by the keys of their logs. */
  readonly calls: Record<string, LineCall>;
  /** The keys of calls with an agent's leg, the newest first (EvCallDataSource.ts:136-147). */
  active: string[];
  /** The calls whose customer's leg is known (EvPresence.ts:435-438). */
  readonly mains: Record<string, boolean>;
  /** The keys of ended calls, the newest first. */
  history: string[];
  readonly tasks: Record<string, Task>;
  readonly disposed: Record<string, boolean>;
  readonly outcomes: Record<string, LogOutcome>;
  /** Whether a call waits for its disposition, which prevents dialling (EvWorkingState.ts:88-94). */
  isPending: boolean;
  leads: Lead[];
  adapter: AdapterState;
  readonly contacts: MatchData;
  readonly callLogs: MatchData;
}

export function emptyStorage(
  past: readonly LineCall[],
  tasks: readonly (Task | undefined)[],
): BrowserStorage {
  const keys = past.map(keyOf);
  return {
    isLoggedIn: true,
    calls: Object.fromEntries(past.map((call, index) => [keys[index], call])),
    active: [],
    mains: {},
    history: keys,
    tasks: Object.fromEntries(
      tasks.flatMap((task, index) => (task ? [[keys[index] as string, task] as const] : [])),
    ),
    disposed: {},
    outcomes: {},
    isPending: false,
    leads: [],
    adapter: {
      closed: false,
      minimized: false,
      size: { width: 300, height: 500 },
      position: {
        translateX: null,
        translateY: null,
        minTranslateX: null,
        minTranslateY: null,
      },
    },
    contacts: {},
    callLogs: {},
  };
}
