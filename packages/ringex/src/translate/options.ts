import type { RegistrationOptions } from '../generated/messages.js';

/** A service of the widget: RingCX, RingCentral's own telephony, or `auto`: RingCX while the agent is logged in to it. */
export type Service = 'auto' | 'ringcx' | 'ringcentral';

/** The options of `createRingex`. */
export interface RingexOptions {
  /** With which service `clickToDial` calls. Default: `auto`. */
  readonly dialWith?: Service | undefined;
  /** What `logout` ends: the session with RingCX, or that with the whole widget. Default: `auto`. */
  readonly logoutOf?: Service | undefined;
  /**
   * From when on `logCall` comes for calls that the widget logs by itself: from their end (the default),
   * or from their connection, and again with each change.
   */
  readonly logFrom?: 'end' | 'connection' | undefined;
  /**
   * Whether logs that were written on RingCX, under `uii$leg`, are found for the same call, which has
   * the key `uii` here. Default: false.
   */
  readonly legacyKeys?: boolean | undefined;
  /** What the page registers besides the paths of its plugins: titles, buttons, settings. */
  readonly registration?: RegistrationOptions | undefined;
}
