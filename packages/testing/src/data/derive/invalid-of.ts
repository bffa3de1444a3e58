import { step } from '@jackfield/plugin-kit/json';
import type { Schema } from '../../generated/schemas.js';
import { TestingError } from '../../testing-error.js';
import { ADDED, breaksOf, constraintsOf } from './breaks.js';
import { accepts, expectedOf, issuesOf, reportedOf, type Constraint } from './issues.js';
import { placesOf, type Place } from './places.js';
import type { Definitions } from './schema.js';
import { witnessOf } from './witness.js';

/** A body that breaks one constraint of its schema. */
export interface InvalidBody {
  readonly body: unknown;
  /** Where the issue is reported: a JSON pointer into the body; `''` is the body itself. */
  readonly pointer: string;
  /** The keyword that the body breaks. */
  readonly keyword: string;
  /** What is expected there, in the dispatcher's words. */
  readonly expected: string;
  /**
   * Inside an `anyOf` or `oneOf` without a tag, `contains` or `propertyNames`: the pointer to that
   * schema's place. The issues of the other alternatives, at and below it, are reported as well. Elsewhere
   * there is exactly one issue.
   */
  readonly within?: string;
}

const isBelow = (pointer: string, top: string): boolean =>
  pointer === top || pointer.startsWith(`${top}/`);

/** Returns the deepest pointer that all are at or below. */
const commonTop = ([first = '', ...others]: readonly string[]): string => {
  let top = first;
  while (!others.every((pointer) => isBelow(pointer, top)))
    top = top.slice(0, top.lastIndexOf('/'));
  return top;
};

/**
 * Returns a body that breaks each constraint of a schema, at each place where it applies.
 *
 * A constraint that another one repeats cannot be broken alone: both are reported then. A constraint
 * that no value breaks, such as `minLength: 0`, has no body.
 *
 * @param examples - valid bodies; the invalid bodies are derived from the first one where possible
 * @throws `TestingError` `SCHEMA_UNSUPPORTED` if no valid body is found
 */
export const invalidOf = (
  root: Schema,
  definitions: Definitions,
  examples: readonly unknown[] = [],
): readonly InvalidBody[] => {
  const shown = examples.find((example) => accepts(root, example, definitions));
  const base = shown === undefined ? witnessOf(root, definitions)?.value : shown;
  if (base === undefined) {
    throw new TestingError(
      'SCHEMA_UNSUPPORTED',
      'schema: expected a schema with at least one valid value, received one without',
    );
  }

  const broken = (place: Place, constraint: Constraint): InvalidBody | undefined => {
    const { within } = place;
    const expected = expectedOf(constraint);
    const keyword = reportedOf(constraint);
    let repeated: InvalidBody | undefined;
    for (const candidate of breaksOf(constraint, place, definitions)) {
      const body = place.put(candidate);
      if (body === undefined) continue;
      const issues = issuesOf(root, body, definitions);
      const pointer =
        keyword === 'additionalProperties' ? step(place.pointer, ADDED) : place.pointer;
      const isExpected = (issue: (typeof issues)[number]): boolean =>
        issue.pointer === pointer && issue.keyword === keyword && issue.expected === expected;
      if (!issues.some(isExpected)) continue;
      const found = { body: structuredClone(body), pointer, keyword, expected };
      const isAlone = issues.every((issue) =>
        within === undefined ? isExpected(issue) : isBelow(issue.pointer, within),
      );
      if (isAlone && issuesOf(root, body, definitions, constraint).length === 0) {
        return within === undefined ? found : { ...found, within };
      }
      const top = within ?? pointer;
      if (issues.every((issue) => isBelow(issue.pointer, top)))
        repeated ??= { ...found, within: top };
    }
    return repeated;
  };

  /** Says of a body what the dispatcher reports: of a union with a tag, the issue of one branch. */
  const reported = (invalid: InvalidBody): InvalidBody => {
    const all = issuesOf(root, invalid.body, definitions);
    const issues = issuesOf(root, invalid.body, definitions, undefined, false);
    if (JSON.stringify(issues) === JSON.stringify(all)) return invalid;
    const isOwn = ({ pointer, keyword, expected }: (typeof issues)[number]): boolean =>
      [pointer, keyword, expected].join() ===
      [invalid.pointer, invalid.keyword, invalid.expected].join();
    const issue = issues.find(isOwn) ?? issues[0] ?? invalid;
    const isAlone = issues.every((other) => JSON.stringify(other) === JSON.stringify(issue));
    const within = isAlone ? {} : { within: commonTop(issues.map(({ pointer }) => pointer)) };
    const { pointer, keyword, expected } = issue;
    return { body: invalid.body, pointer, keyword, expected, ...within };
  };

  const list = new Map<string, InvalidBody>();
  for (const place of placesOf(root, base, definitions)) {
    for (const constraint of constraintsOf(place.schema)) {
      const found = broken(place, constraint);
      if (!found) continue;
      const invalid = reported(found);
      list.set(JSON.stringify(invalid), invalid);
    }
  }
  return [...list.values()];
};
