import type { Lead, Task } from '@jackfield/core';
import type { WidgetVersion } from './version.js';

/** A disposition of the campaign. The page is only ever told its id. */
export interface Disposition {
  readonly id: string;
  readonly label: string;
  /** Filled in at the answer; 0.x only. */
  readonly isDefault?: boolean | undefined;
  /** A submit without a note is refused. */
  readonly requireNote?: boolean | undefined;
}

/** A call from before the test, as a row of the history. */
export interface PastCall {
  /** The number of the customer. */
  readonly number: string;
  /** `INBOUND` if left out. */
  readonly direction?: 'INBOUND' | 'OUTBOUND' | undefined;
  /** How long ago it was queued, in milliseconds; an hour if left out. */
  readonly agoMs?: number | undefined;
  readonly task?: Task | undefined;
  /** Only the server knows it: the name of its disposition. `next` shows such rows, others do not. */
  readonly serverDisposition?: string | undefined;
}

/** How the agent's widget and account are set up. */
export interface Settings {
  readonly version: WidgetVersion;
  /** What a campaign offers; none if left out. */
  readonly dispositions: readonly Disposition[];
  /** The widget was loaded with `hideCallNote=1`. */
  readonly hideCallNote: boolean;
  /** The widget was loaded with `disableLoginPopup=1`. */
  readonly disableLoginPopup: boolean;
  readonly softphone: 'integrated' | 'external';
  /** What "Get leads" fetches. */
  readonly leads: readonly Lead[];
  /** Leads that are pending must be called before others can be fetched. */
  readonly mustCallLeads: boolean;
  /** Of the countries that the account may call, without the plus. */
  readonly callingCodes: readonly string[];
  /** The zone of the browser, which spoils `startTime`; that of this machine if left out. */
  readonly timeZone: string | undefined;
  /** How long the far side takes to pick up, in milliseconds. */
  readonly pickUpMs: number;
  /** For how long a success is shown, in milliseconds. */
  readonly doneMs: number;
}
