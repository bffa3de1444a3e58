import { constant, type Arbitrary } from 'fast-check';
import { definitions } from '../generated/schemas.js';
import type { MessageName, PartName, PartOf, SaidPart } from './bodies.js';
import { arbitraryOf } from './derive/arbitrary-of.js';
import { choose, weighted } from './derive/choice.js';
import { findPart } from './find-part.js';

/** A cache: deriving one takes milliseconds, and `testPlugin` needs the same ones in each rule. */
const derived = new Map<string, Arbitrary<unknown>>();

/**
 * Returns an arbitrary of a message's valid data for fast-check: mostly ordinary, sometimes unusual.
 *
 * Callers are anonymous, names have emoji or run right to left, notes have 32,000 characters, times
 * are NaN, members are present and `undefined`, unknown members appear, and keys repeat. A
 * counterexample shrinks to as few and as ordinary values as still fail.
 *
 * @param part - `'result'` for the answers of a request; default: a push's body or a request's data
 * @throws `TestingError` `UNKNOWN_MESSAGE` with the closest known name, or `UNKNOWN_PART`
 * @example
 * ```ts
 * await assert(asyncProperty(arbitrary('logCall'), async (log) => {
 *   await crm.save(log);
 *   expect(await crm.find(log.sessionId)).toBeDefined();
 * }));
 * ```
 */
export const arbitrary = <Name extends MessageName, Part extends PartName<Name> = SaidPart<Name>>(
  name: Name,
  part?: Part,
): Arbitrary<PartOf<Name, Part>> => {
  const { schema, required, examples } = findPart('arbitrary', name, part);
  const key = `${name} ${part ?? ''}`;
  let all = derived.get(key);
  if (!all) {
    const values = arbitraryOf(schema, definitions, examples);
    all = required ? values : choose(weighted(4, values), weighted(1, constant(undefined)));
    derived.set(key, all);
  }
  return all as Arbitrary<PartOf<Name, Part>>;
};
