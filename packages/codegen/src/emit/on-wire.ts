import { isObject } from '@jackfield/plugin-kit/json';
import type { Json, JsonObject } from '../json.js';
import type { Message } from '../model.js';
import type { Side, Wire } from '../schema.js';

/** The request id of all examples, which connects responses with their requests. */
const EXAMPLE_ID = '8d2b6c1e-53f4-4a0e-9c7d-2f1b0a6e4d35';

/** A message as it is posted: its body in the envelope of its kind, or bare. */
export const onWire = (
  { envelope }: Wire,
  message: Message,
  body: Json | undefined,
): JsonObject => {
  const members = isObject(body) ? body : {};
  if (message.bare) return { [envelope.tag]: message.type, ...members };
  const shapes = envelope[message.from];
  const shape = shapes[message.kind];
  const head = {
    [envelope.tag]: shape.tag,
    ...(message.kind === 'request' ? { [shapes.request.id]: EXAMPLE_ID } : {}),
  };
  const bodyMember = message.kind === 'request' ? shapes.request.body : undefined;
  const payload = {
    [shape.type]: message.type,
    ...(bodyMember === undefined ? members : { [bodyMember]: body }),
  };
  return shape.payload === undefined
    ? { ...head, ...payload }
    : { ...head, [shape.payload]: payload };
};

/** A result as the answering side posts it. */
export const resultOnWire = (
  { envelope }: Wire,
  side: Side,
  result: Json | undefined,
): JsonObject => {
  const { tag, id, result: member } = envelope[side].response;
  return { [envelope.tag]: tag, [id]: EXAMPLE_ID, [member]: result };
};

/** An error as the answering side posts it instead of a result. */
export const errorOnWire = ({ envelope }: Wire, side: Side, error: string): JsonObject => {
  const { tag, id, error: member } = envelope[side].response;
  return { [envelope.tag]: tag, [id]: EXAMPLE_ID, [member]: error };
};
