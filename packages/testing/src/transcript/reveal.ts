import type { HostEvents } from '@jackfield/core';

/** Says what stands for a hidden value; `kind` of a key ends with its place, as in `number 2`. */
export type Hide = (kind: string, value: unknown) => unknown;

/** What an event is about. */
export interface Revealed {
  readonly body: unknown;
  readonly result: unknown;
}

const REVEAL = Symbol.for('jackfield.reveal');

/** Body and result of an event, with what `hide` returns at each personal or unknown place. */
export const reveal = (event: Pick<HostEvents['message'], 'body'>, hide: Hide): Revealed =>
  (event as unknown as { [REVEAL]: (hide: Hide) => Revealed })[REVEAL](hide);
