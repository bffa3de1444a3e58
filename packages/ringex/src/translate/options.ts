import type { Area } from '../messages.js';
import type { RegistrationOptions } from '../generated/areas/base/messages.js';

/** A service of the widget: RingCX, RingCentral's own telephony, or `auto`: RingCX while the agent is logged in to it. */
export type Service = 'auto' | 'ringcx' | 'ringcentral';

/**
 * The options of `createRingex`.
 *
 * @typeParam A - the areas
 */
export interface RingexOptions<A extends Area = Area> {
  /** The areas whose messages plugins handle or send, besides calls, contacts' matches and leads. */
  readonly areas?: readonly A[] | undefined;
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
