import { definitions } from '../generated/schemas.js';
import type { MessageName, PartName, SaidPart } from './bodies.js';
import { invalidOf, type InvalidBody } from './derive/invalid-of.js';
import { findPart } from './find-part.js';

/**
 * Returns bodies of a message that break one constraint each: one body for every constraint of its schema.
 *
 * @param part - `'result'` for the answers of a request; default: a push's body or a request's data
 * @throws `TestingError` `UNKNOWN_MESSAGE` with the closest known name, or `UNKNOWN_PART`
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
