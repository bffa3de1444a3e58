import { definitions } from '../generated/schemas.js';
import type { MessageName, PartName, SaidPart } from './bodies.js';
import { invalidOf, type InvalidBody } from './derive/invalid-of.js';
import { findPart } from './find-part.js';

/**
 * Bodies of a message that are wrong in one thing each: one for every constraint of its schema.
 *
 * @param part - of a request, `'result'` gives wrong answers; left out, what the message says
 * @throws `TestingError` `UNKNOWN_MESSAGE` with the nearest known name, or `UNKNOWN_PART`
 * @example
 * ```ts
 * for (const { body, pointer } of invalid('logCall')) {
 *   const { error } = await widget.request('logCall', body as never);
 *   expect(error).toContain(pointer);
 * }
 * ```
 */
export const invalid = <Name extends MessageName, Part extends PartName<Name> = SaidPart<Name>>(
  name: Name,
  part?: Part,
): readonly InvalidBody[] => {
  const { schema, examples } = findPart('invalid', name, part);
  return invalidOf(schema, definitions, examples);
};
