import type { HostEvents } from '@jackfield/core';
import type { EnvelopeKind } from '@jackfield/core/protocol';
import { fill, idOnWire, type Layout, layoutsOf, typeOnWire } from '@jackfield/plugin-kit/layout';
import type { AnyWire } from './recorded-wire.js';
import { type Hide, reveal } from './reveal.js';

/** Rebuilds posted envelopes from the events of a host. */
export interface Envelopes {
  message(event: HostEvents['requestReceived'] | HostEvents['message']): unknown;
  /** The response to the event's request. */
  response(event: HostEvents['message']): unknown;
}

/** A type without anything personal: a word, or where types are numbers a short one. */
const TYPES = { string: /^[a-z][a-zA-Z]*(-[a-zA-Z]+)*$/, number: /^-?\d{1,3}$/ } as const;

/** Replaces the text of an error. */
const ERROR = '‹error›';

/** Wraps the widget's answer to a request of the page, which has a place for an error even without one. */
export function wrapWidgetResponse(
  { envelopes }: AnyWire,
  id: string,
  result: unknown,
  error: unknown,
): unknown {
  const layouts = layoutsOf(envelopes, 'widget');
  const layout = (error && layouts.get('error')) || layouts.get('response');
  // The RingCX widget always sends `error: null` (Adapter.ts:290-297).
  return fill(layout as Layout, { id: idOnWire(envelopes, id), result, error: error || null });
}

/** @param hide - returns the replacement of personal data */
export function createEnvelopes(wire: AnyWire, hide: Hide): Envelopes {
  const { protocol, envelopes } = wire;
  const layouts = layoutsOf(envelopes, 'widget');

  /** Wraps a message of the widget. */
  function wrap(kind: EnvelopeKind, requestId: string, wireType: string, body: unknown): unknown {
    const layout = layouts.get(kind) as Layout;
    const type = typeOnWire(envelopes, wireType);
    const id = idOnWire(envelopes, requestId);
    if (kind !== 'bare') return fill(layout, { id, type, body, rest: body });
    // The type of a bare message is behind its body, as in those of the page.
    return { ...(body as object), ...(fill(layout, { type }) as object) };
  }

  /** Returns a number that is the type of no message. */
  function unusedNumber(kind: EnvelopeKind, id: string): string {
    const isUnused = (type: string): boolean =>
      protocol.readEnvelope(wrap(kind, id, type, {}))?.type === type &&
      protocol.dispatchFromWidget(kind, type, {}).status === 'unknown';
    const numbers = Array.from({ length: 1_000 }, (_, number) => String(number));
    return numbers.find(isUnused) ?? '0';
  }

  return {
    message(event) {
      const { direction, name, bare, requestId = '' } = event;
      const { body, wireType: posted } = reveal(event, hide);
      const { types = 'string' } = envelopes;
      const kind = bare ? 'bare' : event.kind;
      // A report about a new version of the widget needs its new types, which are words.
      let wireType = TYPES[types].test(posted) ? posted : event.wireType;
      if (direction === 'out') return protocol.wrapMessage(kind, wireType, body, event.requestId);
      // A mask is not a number.
      if (types === 'number' && name === undefined && wireType !== posted)
        wireType = unusedNumber(kind, requestId);
      return wrap(kind, requestId, wireType, body);
    },
    response(event) {
      const { direction, requestId = '', outcome } = event;
      const { result } = reveal(event, hide);
      const error = outcome === 'failed' || event.error !== undefined ? ERROR : undefined;
      return direction === 'in'
        ? protocol.wrapResponse(requestId, result, error, event.name)
        : wrapWidgetResponse(wire, requestId, result, error);
    },
  };
}
