import type { MessageName, PartName, PartOf, SaidPart } from './bodies.js';
import { findPart } from './find-part.js';

/**
 * Returns copies of the examples in a message's schema, which come from the widget's source and documents.
 *
 * @param part - `'result'` for the answers of a request; default: a push's body or a request's data
 * @throws `TestingError` `UNKNOWN_MESSAGE` with the closest known name, or `UNKNOWN_PART`
 * @example
 * ```ts
 * const [log] = examples('logCall');
 * await handlers.logCall(log, context);
 * ```
 */
export const examples = <Name extends MessageName, Part extends PartName<Name> = SaidPart<Name>>(
  name: Name,
  part?: Part,
): readonly PartOf<Name, Part>[] =>
  structuredClone(findPart('examples', name, part).examples) as readonly PartOf<Name, Part>[];
