import type { Messages as Canonical } from '@jackfield/core';
import type { MessageMaps, Protocol } from '@jackfield/core/protocol';
import type { Messages as Wire } from './generated/areas/base/messages.js';
import type { spokenByWidget } from './generated/areas/base/speaks.js';

/** A part of RingEX's messages that a page loads only if it uses them. */
export interface Area<M extends MessageMaps = MessageMaps> {
  /** Names the area in errors. */
  readonly name: string;
  readonly protocol: Protocol<M>;
}

/** The messages of the wire that reach plugins as messages of RingCX. */
type Spoken = keyof typeof spokenByWidget;

/** The messages of a group: those of RingCX, and what RingEX has besides. */
type Group<K extends keyof Canonical> = Canonical[K] &
  Omit<Wire[K], keyof Canonical[K] | (K extends 'requests' | 'pushes' ? Spoken : never)>;

type Both<U> = (U extends unknown ? (each: U) => void : never) extends (each: infer I) => void
  ? I
  : never;

/** The messages of a group that areas add. */
type Added<A extends Area, K extends keyof MessageMaps> = [A] extends [never]
  ? unknown
  : Both<A extends Area<infer M> ? M[K] : never>;

/**
 * The messages of RingEX Embeddable, as plugins know them: every message of RingCX under its own name
 * and with its own body, and what RingEX has besides.
 *
 * @typeParam A - the areas that the page uses
 */
export interface RingexMessages<in A extends Area = never> {
  readonly requests: Group<'requests'> & Added<A, 'requests'>;
  readonly pushes: Group<'pushes'> & Added<A, 'pushes'>;
  readonly pageRequests: Group<'pageRequests'> & Added<A, 'pageRequests'>;
  readonly pagePushes: Group<'pagePushes'> & Added<A, 'pagePushes'>;
}
