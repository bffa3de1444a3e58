import type { MessageMaps, Messages, Protocol } from '@jackfield/core';
import type { Envelopes } from '@jackfield/core/protocol';
import { envelopes, protocol } from '@jackfield/core/ringcx';

/**
 * The wire of a host that is recorded or replayed: what `jackfield generate` prints for it.
 *
 * @typeParam M - the generated `Messages`
 * @example
 * ```ts
 * import { envelopes } from './generated/messages.js';
 * import { protocol } from './generated/protocol.js';
 *
 * const tape = record(host, { wire: { protocol, envelopes } });
 * ```
 */
export interface RecordedWire<M extends MessageMaps = Messages> {
  /** The `protocol` of the generated `protocol.ts`, as for `createHost`. */
  readonly protocol: Protocol<M>;
  /** The `envelopes` of the generated `messages.ts`. */
  readonly envelopes: Envelopes;
}

/** Options with a wire, which a host of other messages than those of RingCX needs. */
export type OnWire<Options extends { readonly wire?: unknown }> = Options & {
  readonly wire: NonNullable<Options['wire']>;
};

/** A wire of any messages. */
export type AnyWire = RecordedWire<MessageMaps>;

/** The wire of a host without a protocol of its own. */
export const ringcx: RecordedWire = { protocol, envelopes };
