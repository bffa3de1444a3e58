import { isObject } from '@jackfield/plugin-kit/json';
import {
  fill,
  layoutsOf,
  typeOnWire,
  type Layout,
  type LayoutKind,
} from '@jackfield/plugin-kit/layout';
import type { Json } from '../json.js';
import { envelopeKindOf, type Message } from '../model.js';
import type { Side, Wire } from '../schema.js';

/** The request id of all examples, which connects responses with their requests. */
const exampleId = ({ envelope }: Wire): string | number =>
  envelope.ids === 'number' ? 2019 : '8d2b6c1e-53f4-4a0e-9c7d-2f1b0a6e4d35';

/** The envelope of a message. A rule ensures that there is one. */
export const layoutOn = (wire: Wire, side: Side, kind: LayoutKind): Layout =>
  layoutsOf(wire.envelope, side).get(kind) as Layout;

/** A message as it is posted: its body in the envelope of its kind, or bare. */
export const onWire = (wire: Wire, message: Message, body: Json | undefined): Json =>
  fill(layoutOn(wire, message.from, envelopeKindOf(message)), {
    id: exampleId(wire),
    type: typeOnWire(wire.envelope, message.type),
    ...(body === undefined ? {} : { body }),
    ...(isObject(body) ? { rest: body } : {}),
  }) as Json;

/** A result as the answering side posts it. */
export const resultOnWire = (wire: Wire, side: Side, result: Json | undefined): Json =>
  fill(layoutOn(wire, side, 'response'), {
    id: exampleId(wire),
    ...(result === undefined ? {} : { result }),
  }) as Json;

/** An error as the answering side posts it instead of a result: only where responses have errors. */
export const errorOnWire = (wire: Wire, side: Side, error: string): Json => {
  const layouts = layoutsOf(wire.envelope, side);
  return fill((layouts.get('error') ?? layouts.get('response')) as Layout, {
    id: exampleId(wire),
    error,
  }) as Json;
};
