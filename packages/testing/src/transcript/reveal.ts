import type { HostEvents } from '@jackfield/core';

/** Returns the replacement of a hidden value; the `kind` of a key ends with its position, as in `number 2`. */
export type Hide = (kind: string, value: unknown) => unknown;

/** The content of an event. */
export interface Revealed {
  readonly body: unknown;
  readonly result: unknown;
  /** As it was posted; in the event it is masked if the protocol does not know it. */
  readonly wireType: string;
}

const REVEAL = Symbol.for('jackfield.reveal');

/** Returns the content of an event, with the result of `hide` at each personal or unknown place. */
export const reveal = (event: Pick<HostEvents['message'], 'body'>, hide: Hide): Revealed =>
  (event as unknown as { [REVEAL]: (hide: Hide) => Revealed })[REVEAL](hide);
