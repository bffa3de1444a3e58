import type { HostEvents } from '@jackfield/core';
import type { EnvelopeKind } from '@jackfield/core/protocol';
import { fill, idOnWire, type Layout, layoutsOf, typeOnWire } from '@jackfield/plugin-kit/layout';
import type { AnyWire } from './recorded-wire.js';
import { postedOf } from './posted.js';
import type { Hide } from './reveal.js';
import { postedWire } from './translated-wire.js';

/** Rebuilds posted envelopes from the events of a host. */
export interface Envelopes {
  /** Returns the message with its name on the wire, if it has one. */
  message(event: HostEvents['requestReceived'] | HostEvents['message']): {
    readonly name?: string;
    readonly envelope: unknown;
  };
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
export function createEnvelopes(ofHost: AnyWire, hide: Hide): Envelopes {
  const wire = postedWire(ofHost);
  const { protocol, envelopes } = wire;
  const posted = postedOf(ofHost);
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
      const { direction, requestId = '' } = event;
      const { kind, name, type, hiddenType, body } = posted.message(event, hide);
      const { types = 'string' } = envelopes;
      // A report about a new version of the widget needs its new types, which are words.
      let shown = TYPES[types].test(type) ? type : hiddenType;
      // A mask is not a number.
      if (direction === 'in' && types === 'number' && name === undefined && shown !== type)
        shown = unusedNumber(kind, requestId);
      const envelope =
        direction === 'out'
          ? protocol.wrapMessage(kind, shown, body, event.requestId)
          : wrap(kind, requestId, shown, body);
      return name === undefined ? { envelope } : { name, envelope };
    },
    response(event) {
      const { direction, requestId = '' } = event;
      const { result, isError } = posted.answer(event, hide);
      const error = isError ? ERROR : undefined;
      return direction === 'in'
        ? protocol.wrapResponse(requestId, result, error, event.name)
        : wrapWidgetResponse(wire, requestId, result, error);
    },
  };
}
