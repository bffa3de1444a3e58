import type { Message, Part } from '../model.js';
import type { Side, Wire } from '../schema.js';

/** A schema of the document, which has more keywords than a schema file. */
type Posted = Readonly<Record<string, unknown>>;

const object = (properties: Posted, required: readonly string[], rest: Posted = {}): Posted => ({
  type: 'object',
  required,
  properties,
  ...rest,
});

const ID = {
  description: 'Connects a response with its request.',
  type: 'string',
  minLength: 1,
};

/** The schema of a posted message: its body in its envelope. */
export const saidSchema = (
  { envelope }: Wire,
  message: Message,
  body: Part,
  ref: Posted,
): Posted => {
  const type = { const: message.type };
  if (message.bare) return object({ [envelope.tag]: type }, [envelope.tag], { allOf: [ref] });
  const shapes = envelope[message.from];
  const isRequest = message.kind === 'request';
  const shape = shapes[message.kind];
  const member = isRequest ? shapes.request.body : undefined;
  const [inner, innerRequired, rest]: readonly [Posted, readonly string[], Posted] =
    member === undefined
      ? [{ [shape.type]: type }, [shape.type], { allOf: [ref] }]
      : [
          { [shape.type]: type, [member]: ref },
          body.required ? [shape.type, member] : [shape.type],
          {},
        ];
  const head = {
    [envelope.tag]: { const: shape.tag },
    ...(isRequest ? { [shapes.request.id]: ID } : {}),
  };
  return shape.payload === undefined
    ? object({ ...head, ...inner }, [...Object.keys(head), ...innerRequired], rest)
    : object({ ...head, [shape.payload]: object(inner, innerRequired, rest) }, [
        ...Object.keys(head),
        shape.payload,
      ]);
};

/** The schema of a posted response: a result, or an error instead. */
export const answerSchema = ({ envelope }: Wire, side: Side, result: Part, ref: Posted): Posted => {
  const { tag, id, result: member, error } = envelope[side].response;
  const either = { anyOf: [{ required: [member] }, { required: [error] }] };
  return object(
    {
      [envelope.tag]: { const: tag },
      [id]: ID,
      [member]: ref,
      [error]: { description: 'The reason why there is no result.', type: ['string', 'null'] },
    },
    [envelope.tag, id],
    result.required ? either : {},
  );
};
