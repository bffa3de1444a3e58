import type { MessageMaps, Protocol } from '@jackfield/core';
import type { AnyWire, RecordedWire } from './recorded-wire.js';

/** What was posted by a host whose protocol translates, or to it. */
export interface Translation {
  /** The wire as it is posted. */
  readonly posted: AnyWire;
  /** Returns the envelope that was posted last with an id and a type; the type of an answer is `''`. */
  last(direction: 'in' | 'out', id: string, type: string): unknown;
}

/** How many envelopes are remembered: the event about one follows soon. */
const REMEMBERED = 200;

const translations = new WeakMap<object, Translation>();

/** Returns the translation of a wire of {@link translatedWire}; `undefined` for others. */
export const translationOf = ({ protocol }: AnyWire): Translation | undefined =>
  translations.get(protocol);

/** Returns the wire as it is posted. */
export const postedWire = (wire: AnyWire): AnyWire => translationOf(wire)?.posted ?? wire;

/** Returns the name by which a replay sends a message of the page as it was posted, without translation. */
export const untranslated = (wire: AnyWire, name: string): string =>
  translationOf(wire) ? `posted ${name}` : name;

/**
 * Makes the wire of a host whose protocol translates, such as that of RingEX: `record` and `replay` need
 * what was posted, and not what plugins get. Give its `protocol` to `createHost`. Like the protocol, it
 * belongs to one host.
 *
 * @param protocol - translates
 * @param posted - the wire as it is posted
 * @typeParam M - the messages as plugins know them
 * @example
 * ```ts
 * import { createHost, createRingex } from '@jackfield/ringex';
 * import * as ringex from '@jackfield/ringex/wire';
 *
 * const wire = translatedWire(createRingex(), ringex);
 * const host = createHost({ service: 'Acme CRM', plugins, protocol: wire.protocol });
 * const tape = record(host, { wire });
 * ```
 */
export function translatedWire<M extends MessageMaps>(
  protocol: Protocol<M>,
  posted: RecordedWire<MessageMaps>,
): RecordedWire<M> {
  const noted = new Map<string, unknown>();

  function note(key: readonly string[], envelope: unknown): void {
    noted.set(key.join(' '), envelope);
    if (noted.size > REMEMBERED) noted.delete([...noted.keys()][0] as string);
  }

  // The protocol passes on what it has no command for.
  const asPosted = Object.entries(posted.protocol.pagePushes).map(([name, entry]) => [
    `posted ${name}`,
    entry,
  ]);
  const watched: Protocol<M> = {
    ...protocol,
    pagePushes: { ...protocol.pagePushes, ...Object.fromEntries(asPosted) },
    readEnvelope(data) {
      const envelope = protocol.readEnvelope(data);
      if (envelope)
        note(['in', envelope.id, envelope.kind === 'response' ? '' : envelope.type], data);
      return envelope;
    },
    wrapMessage(kind, type, body, id = '', ...name) {
      const envelope = protocol.wrapMessage(kind, type, body, id, ...name);
      note(['out', id, type], envelope);
      return envelope;
    },
    wrapResponse(id, ...answer) {
      const envelope = protocol.wrapResponse(id, ...answer);
      note(['out', id, ''], envelope);
      return envelope;
    },
  };
  translations.set(watched, { posted, last: (...key) => noted.get(key.join(' ')) });
  return { protocol: watched, envelopes: posted.envelopes };
}
