import type { MessageMaps, Protocol } from '@jackfield/core';
import { isObject } from '@jackfield/plugin-kit/json';
import type { AnyWire, RecordedWire } from './recorded-wire.js';

/**
 * A message at the moment at which a protocol reads or wraps it. Messages `in` and `out` are known by
 * their type and their name, answers only by the id of their request: `answered` by the page, `replied`
 * by the widget.
 */
export type PostedAs = 'in' | 'out' | 'answered' | 'replied';

/** Receives each message as it is posted. */
export type OnPosted = (as: PostedAs, id: string, typeOrName: string, posted: unknown) => void;

/** What is known of a protocol that translates, besides what its host knows. */
export interface Translation {
  /** The wire as it is posted. */
  readonly posted: AnyWire;
  /** Returns a function that removes the listener. */
  listen(listener: OnPosted): () => void;
  /** What `run` sends at once is as it was posted, and not translated again. */
  withoutTranslation(run: () => void): void;
  /** How often a host has asked for which wires plugins may be made. */
  readonly asked: number;
}

const translations = new WeakMap<object, Translation>();

/** Returns what is known of a wire of {@link translatedWire}; `undefined` for others. */
export const translationOf = ({ protocol }: AnyWire): Translation | undefined =>
  translations.get(protocol);

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
  const listeners = new Set<OnPosted>();
  /** The bodies that are posted as they are. */
  const asPosted = new WeakSet();
  let isTranslating = true;
  let asked = 0;
  const emit: OnPosted = (...message) => {
    for (const listener of listeners) listener(...message);
  };

  const watched: Protocol<M> = {
    ...protocol,
    speaks: {
      includes(name) {
        asked += 1;
        return protocol.speaks?.includes(name) === true;
      },
    },
    readEnvelope(data) {
      const envelope = protocol.readEnvelope(data);
      if (envelope?.kind === 'response') emit('replied', envelope.id, '', data);
      else if (envelope) emit('in', envelope.id, envelope.type, data);
      return envelope;
    },
    checkPageMessage(name, body) {
      if (isTranslating || !isObject(body)) return protocol.checkPageMessage(name, body);
      asPosted.add(body);
      return undefined;
    },
    wrapMessage(kind, type, body, id, name = '') {
      const isAsPosted = isObject(body) && asPosted.has(body);
      const { protocol: own } = isAsPosted ? posted : { protocol };
      const envelope = own.wrapMessage(kind, type, body, id, name);
      emit('out', id ?? '', name, envelope);
      return envelope;
    },
    wrapResponse(id, ...answer) {
      const envelope = protocol.wrapResponse(id, ...answer);
      emit('answered', id, '', envelope);
      return envelope;
    },
  };
  translations.set(watched, {
    posted,
    get asked() {
      return asked;
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    withoutTranslation(run) {
      isTranslating = false;
      run();
      isTranslating = true;
    },
  });
  return { protocol: watched, envelopes: posted.envelopes };
}
