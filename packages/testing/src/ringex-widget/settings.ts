import type { Lead } from '@jackfield/core';
import type { Disposition } from '../widget/settings.js';
import type { RingexVersion } from './version.js';

/** How calls are made and received: in the widget, or on another device (docs/config/call-settings.md). */
export type CallingMode = 'browser' | 'jupiter' | 'softphone' | 'ringout';

/** A call before the test, as a row of the call log. */
export interface PastRingexCall {
  /** The number of the other side. */
  readonly number: string;
  /** The caller's name that the network sent. */
  readonly name?: string | undefined;
  /** Default: `Inbound`. */
  readonly direction?: 'Inbound' | 'Outbound' | undefined;
  /** How long ago it started, in milliseconds. Default: one hour. */
  readonly agoMs?: number | undefined;
  /** In seconds. Default: 60. */
  readonly duration?: number | undefined;
}

/** The settings of the agent's widget and account. */
export interface RingexSettings {
  readonly version: RingexVersion;
  /** Whether the widget is loaded with `enableRingCX=1`, which only 3.1 knows. */
  readonly ringcx: boolean;
  readonly callingMode: CallingMode;
  /** Whether the widget is loaded with `defaultAutoLogCallEnabled=1`. */
  readonly autoLog: boolean;
  /** Whether the widget is loaded with `defaultAutoLogMessageEnabled=1`. */
  readonly autoLogMessages: boolean;
  /** Whether calls are logged while they ring. */
  readonly logOnRinging: boolean;
  /**
   * `fixed`: the widget is loaded with `mainTab=true` in the first tab and `mainTab=false` in the others.
   * Only then does what a page registers for the screen survive a reload.
   */
  readonly mainTab: 'auto' | 'fixed';
  /** Whether the widget is loaded with `disableInactiveTabCallEvent=1`. */
  readonly disableInactiveTabCallEvent: boolean;
  /** Whether the widget is loaded with `disableLoginPopup=1`. */
  readonly disableLoginPopup: boolean;
  /** Whether the account may schedule meetings. */
  readonly meetings: boolean;
  /** Whether the account has AI notes. */
  readonly smartNotes: boolean;
  /** Whether the agent calls a contact that should not be contacted, where a warning permits it. */
  readonly callsAnyway: boolean;
  /** The numbers that may be shown as the caller's, in E.164. */
  readonly fromNumbers: readonly string[];
  /** The dispositions of a RingCX campaign. */
  readonly dispositions: readonly Disposition[];
  /** Whether the widget is loaded with `hideCallNote=1`. */
  readonly hideCallNote: boolean;
  /** The leads that "Get leads" fetches from RingCX. */
  readonly leads: readonly Lead[];
  /** What `from` and `to` of a RingCX call are in its events: no public source says which. */
  readonly ringcxParties: 'text' | 'object';
  /** How long the far side takes to pick up, in milliseconds. */
  readonly pickUpMs: number;
  /** How long after its end the row of a call arrives in the call log, in milliseconds. */
  readonly callLogMs: number;
  /** How long after the load of a document the app starts, in milliseconds. */
  readonly startMs: number;
  /** How long after the app's first messages the service begins to listen, in milliseconds. */
  readonly listenMs: number;
}
