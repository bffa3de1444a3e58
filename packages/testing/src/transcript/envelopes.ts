import type { EnvelopeKind } from '@jackfield/core/protocol';
import { fill, idOnWire, type Layout, layoutsOf, typeOnWire } from '@jackfield/plugin-kit/layout';
import type { AnyWire } from './recorded-wire.js';
import type { PostedAnswer, PostedMessage } from './posted.js';

type Direction = 'in' | 'out';

/** Wraps what was posted, hidden, in its envelopes again. */
export interface Envelopes {
  message(direction: Direction, message: PostedMessage): unknown;
  /** @param direction - of the request */
  response(direction: Direction, id: string, answer: PostedAnswer): unknown;
}

/** A type without anything personal: a word, or where types are numbers a short one. */
const TYPES = { string: /^[a-z][a-zA-Z]*(-[a-zA-Z]+)*$/, number: /^-?\d{1,3}$/ } as const;

/** Replaces another type. */
const TYPE = '‹?›';

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

export function createEnvelopes(wire: AnyWire): Envelopes {
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
    message(direction, { kind, id, name, type: posted, body }) {
      const { types = 'string' } = envelopes;
      const isShown = name !== undefined || TYPES[types].test(posted);
      // A report about a new version of the widget needs its new types, which are words.
      const type = isShown ? posted : TYPE;
      if (direction === 'out') return protocol.wrapMessage(kind, type, body, id);
      // A mask is not a number.
      const isNumber = isShown || types !== 'number';
      return wrap(kind, id ?? '', isNumber ? type : unusedNumber(kind, id ?? ''), body);
    },
    response(direction, id, { name, result, isError }) {
      const error = isError ? ERROR : undefined;
      return direction === 'in'
        ? protocol.wrapResponse(id, result, error, name)
        : wrapWidgetResponse(wire, id, result, error);
    },
  };
}
