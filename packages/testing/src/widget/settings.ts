import type { Lead, Task } from '@jackfield/core';
import type { WidgetVersion } from './version.js';

/** A disposition of the campaign. The page receives only its id. */
export interface Disposition {
  readonly id: string;
  readonly label: string;
  /** Whether it is filled in at the answer; 0.x only. */
  readonly isDefault?: boolean | undefined;
  /** Whether a submit without a note is refused. */
  readonly requireNote?: boolean | undefined;
}

/** A call before the test, as a row of the history. */
export interface PastCall {
  /** The number of the customer. */
  readonly number: string;
  /** Default: `INBOUND`. */
  readonly direction?: 'INBOUND' | 'OUTBOUND' | undefined;
  /** How long ago it was queued, in milliseconds. Default: one hour. */
  readonly agoMs?: number | undefined;
  readonly task?: Task | undefined;
  /** For a call that only the server has: the name of its disposition. Only `next` shows such rows. */
  readonly serverDisposition?: string | undefined;
}

/** The settings of the agent's widget and account. */
export interface Settings {
  readonly version: WidgetVersion;
  /** The dispositions of the campaign. Default: two. */
  readonly dispositions: readonly Disposition[];
  /** Whether the widget is loaded with `hideCallNote=1`. */
  readonly hideCallNote: boolean;
  /** Whether the widget is loaded with `disableLoginPopup=1`. */
  readonly disableLoginPopup: boolean;
  readonly softphone: 'integrated' | 'external';
  /** The leads that "Get leads" fetches. */
  readonly leads: readonly Lead[];
  /** Whether pending leads must be called before others can be fetched. */
  readonly mustCallLeads: boolean;
  /** The calling codes of the countries that the account may call, without the plus. */
  readonly callingCodes: readonly string[];
  /** The time zone of the browser, which makes `startTime` wrong before `next`. Default: that of this machine. */
  readonly timeZone: string | undefined;
  /** How long the far side takes to pick up, in milliseconds. */
  readonly pickUpMs: number;
  /** How long a success is shown, in milliseconds. */
  readonly doneMs: number;
}
