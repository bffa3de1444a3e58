import type { MessageName, PartName, PartOf, SaidPart } from './bodies.js';
import { findPart } from './find-part.js';

/**
 * The examples of a message's schema, taken from the widget's source and documents.
 *
 * Each call gives copies, which a test may change.
 *
 * @param part - of a request, `'result'` gives its answers; left out, what the message says
 * @throws `TestingError` `UNKNOWN_MESSAGE` with the nearest known name, or `UNKNOWN_PART`
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
