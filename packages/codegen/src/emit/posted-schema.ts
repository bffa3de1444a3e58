import type { Place } from '@jackfield/plugin-kit/envelopes';
import {
  hasErrors,
  isArrayOf,
  isPosition,
  layoutsOf,
  typeOnWire,
  type Layout,
  type Slot,
} from '@jackfield/plugin-kit/layout';
import { envelopeKindOf, type Message, type Part } from '../model.js';
import type { Side, Wire } from '../schema.js';
import { layoutOn } from './on-wire.js';

/** A schema of the document, which has more keywords than a schema file. */
type Posted = Readonly<Record<string, unknown>>;

type Places = readonly (readonly [place: Place, schema: Posted, isRequired: boolean])[];

/** The schemas of a message's values, by part, and the parts that are always there. */
interface Parts {
  readonly schemas: Readonly<Partial<Record<Slot['part'], Posted>>>;
  readonly required: readonly Slot['part'][];
}

const container = (places: Places, rest: Posted): Posted => {
  const required = places.flatMap(([place, , isRequired]) => (isRequired ? [place] : []));
  if (places.some(([place]) => isPosition(place))) {
    const length = Math.max(...places.map(([place]) => Number(place))) + 1;
    const at = new Map<Place, Posted>(places.map(([place, schema]) => [place, schema]));
    return {
      type: 'array',
      minItems: Math.max(-1, ...required.map(Number)) + 1,
      items: Array.from({ length }, (_, index) => at.get(index) ?? {}),
      ...rest,
    };
  }
  const properties = Object.fromEntries(places.map(([place, schema]) => [place, schema]));
  return { type: 'object', required, properties, ...rest };
};

const idSchema = ({ envelope }: Wire): Posted => ({
  description: 'Connects a response with its request.',
  ...(envelope.ids === 'number' ? { type: 'number' } : { type: 'string', minLength: 1 }),
});

const placesOf = (slots: readonly Slot[], { schemas, required }: Parts): Places =>
  slots.flatMap((slot): Places => {
    const { place, part } = slot;
    if (slot.part === 'default') return [[place, { default: slot.value }, false]];
    if ('value' in slot) return [[place, { const: slot.value }, true]];
    const schema = schemas[part];
    return schema === undefined ? [] : [[place, schema, required.includes(part)]];
  });

const posted = (
  wire: Wire,
  { outer, payload, inner }: Layout,
  { schemas, required }: Parts,
  rest: Posted,
): Posted => {
  const parts = {
    schemas: { ...schemas, id: idSchema(wire) },
    required: [...required, 'id'] as const,
  };
  const places = placesOf(outer, parts);
  if (payload === undefined) return container(places, rest);
  return container([...places, [payload, container(placesOf(inner, parts), rest), true]], {});
};

/** The schema of a posted message: its body in its envelope. */
export const saidSchema = (wire: Wire, message: Message, body: Part, ref: Posted): Posted => {
  const layout = layoutOn(wire, message.from, envelopeKindOf(message));
  const type = { const: typeOnWire(wire.envelope, message.type) };
  return layout.isSpread
    ? posted(wire, layout, { schemas: { type }, required: ['type'] }, { allOf: [ref] })
    : posted(
        wire,
        layout,
        { schemas: { type, body: ref }, required: body.required ? ['type', 'body'] : ['type'] },
        {},
      );
};

/** The schema of a posted response: a result or, where responses have errors, an error instead. */
export const answerSchema = (wire: Wire, side: Side, result: Part, ref: Posted): Posted => {
  const response = layoutOn(wire, side, 'response');
  const failed = layoutsOf(wire.envelope, side).get('error');
  const { inner, outer, payload } = response;
  const slots = payload === undefined ? outer : inner;
  const description = 'The reason why there is no result.';
  const required = result.required ? (['result'] as const) : [];
  if (!hasErrors(wire.envelope, side))
    return posted(wire, response, { schemas: { result: ref }, required }, {});
  if (failed !== undefined || isArrayOf(slots)) {
    // Both are in an array: the one that is not meant is empty.
    const none = { description: 'No error.', enum: [null, ''] };
    const error = { description, type: 'string', ...(failed ? {} : { minLength: 1 }) };
    return {
      anyOf: [
        posted(wire, response, { schemas: { result: ref, error: none }, required }, {}),
        posted(
          wire,
          failed ?? response,
          { schemas: { result: {}, error }, required: ['error'] },
          {},
        ),
      ],
    };
  }
  const error = { description, type: ['string', 'null'] };
  const either = (['result', 'error'] as const).flatMap((part) =>
    slots.flatMap((slot) => (slot.part === part ? [{ required: [slot.place] }] : [])),
  );
  const rest = result.required ? { anyOf: either } : {};
  return posted(wire, response, { schemas: { result: ref, error }, required: [] }, rest);
};
