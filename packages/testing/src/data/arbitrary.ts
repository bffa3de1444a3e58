import { constant, type Arbitrary } from 'fast-check';
import { definitions } from '../generated/schemas.js';
import type { MessageName, PartName, PartOf, SaidPart } from './bodies.js';
import { arbitraryOf } from './derive/arbitrary-of.js';
import { choose, often } from './derive/choice.js';
import { findPart } from './find-part.js';

/** Deriving one takes milliseconds, and `testPlugin` asks for the same ones in each rule. */
const derived = new Map<string, Arbitrary<unknown>>();

/**
 * Random valid data of a message, for fast-check: mostly ordinary, at times what hurts.
 *
 * Callers are anonymous, names have emoji or run right to left, notes have 32,000 characters, times
 * are NaN, members are there and `undefined`, unknown members appear, and keys repeat. A
 * counterexample shrinks to ordinary values, and to as few of them as still fail.
 *
 * @param part - of a request, `'result'` gives its answers; left out, what the message says
 * @throws `TestingError` `UNKNOWN_MESSAGE` with the nearest known name, or `UNKNOWN_PART`
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
    all = required ? values : choose(often(4, values), often(1, constant(undefined)));
    derived.set(key, all);
  }
  return all as Arbitrary<PartOf<Name, Part>>;
};
