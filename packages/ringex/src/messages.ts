import type { Messages as Canonical } from '@jackfield/core';
import type { Messages as Wire } from './generated/messages.js';
import type { speaks } from './generated/speaks.js';

/** The messages of the wire that reach plugins as messages of RingCX, or are sent by those. */
export type Spoken = keyof typeof speaks.fromWidget | keyof typeof speaks.fromPage;

/** The messages of a group: those of RingCX, and what RingEX has besides. */
type Group<K extends keyof Canonical> = Omit<Canonical[K], 'register'> &
  Omit<Wire[K], keyof Canonical[K] | (K extends 'requests' | 'pushes' ? Spoken : 'register')>;

/**
 * The messages of RingEX Embeddable, as plugins know them: every message of RingCX under its own name
 * and with its own body, and what RingEX has besides.
 */
export interface RingexMessages {
  readonly requests: Group<'requests'>;
  readonly pushes: Group<'pushes'>;
  readonly pageRequests: Group<'pageRequests'>;
  readonly pagePushes: Group<'pagePushes'>;
}
