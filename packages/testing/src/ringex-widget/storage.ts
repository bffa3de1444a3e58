import type { Lead } from '@jackfield/core';
import type { MatchData } from '../simulator/matcher.js';
import type { AdapterState } from '../widget/storage.js';
import type { Conversation } from './messages.js';
import type { RingcxCall } from './ringcx-call.js';
import type { ServiceState } from './service-state.js';

/** What the browser keeps over reloads, for all tabs. Plain data. */
export interface BrowserStorage {
  isLoggedIn: boolean;
  /** Settings of the loggers (COM CallLogger.ts:70-76). */
  autoLog: boolean;
  autoLogMessages: boolean;
  logOnRinging: boolean;
  adapter: AdapterState;
  /** What the user has set of the presence. */
  presence: { readonly userStatus: string; readonly dndStatus: string };
  /** The number that is shown as the caller's. */
  fromNumber: string | undefined;
  readonly contacts: MatchData;
  readonly callLogs: MatchData;
  readonly messageLogs: MatchData;
  /** The contact that the agent chose for a call, by telephony session (ContactMatcher/index.ts:24-44). */
  readonly chosen: Record<string, unknown>;
  /** What a page registered for the screen, if the main tab is fixed (ThirdPartyService/index.ts:92, 1201-1340). */
  service: ServiceState | undefined;
  /** The AI notes of calls, by telephony session. */
  readonly notes: Record<string, string>;
  /** The conversations, the newest first. */
  readonly conversations: Conversation[];
  readonly ringcx: {
    /** Whether the agent's session has been ready, so that a reload restores it. */
    wasReady: boolean;
    /** Whether a call waits for its disposition. */
    isPending: boolean;
    /** The calls of the Agent tab, the newest first. */
    readonly calls: RingcxCall[];
    leads: Lead[];
  };
}

export function emptyStorage(): BrowserStorage {
  return {
    isLoggedIn: true,
    autoLog: false,
    autoLogMessages: false,
    logOnRinging: true,
    presence: { userStatus: 'Available', dndStatus: 'TakeAllCalls' },
    fromNumber: undefined,
    adapter: {
      closed: false,
      minimized: false,
      size: { width: 300, height: 500 },
      position: { translateX: null, translateY: null, minTranslateX: null, minTranslateY: null },
    },
    contacts: {},
    callLogs: {},
    messageLogs: {},
    chosen: {},
    service: undefined,
    notes: {},
    conversations: [],
    ringcx: { wasReady: false, isPending: false, calls: [], leads: [] },
  };
}
