import { canonical, isObject, stepsOf } from '@jackfield/plugin-kit/json';
import type { Match } from './schema.js';

interface Matched {
  readonly match?: Match | undefined;
}

/** Equal for two messages of the same bodies. */
export const canonicalMatch = (match: Match | undefined): string =>
  match === undefined
    ? ''
    : canonical(
        Object.fromEntries(
          Object.entries(match).map(([pointer, values]) => [
            pointer,
            values === true || [...values].sort(),
          ]),
        ),
      );

const countOf = ({ match = {} }: Matched): number => Object.keys(match).length;

/** Sorts the messages of one type so that the first whose match holds is that of a body. */
export const mostSpecificFirst = <T extends Matched>(messages: readonly T[]): readonly T[] =>
  [...messages].sort((a, b) => countOf(b) - countOf(a));

/** Whether a body has the members of a match; without one, it may be any. */
export const isMatch = ({ match = {} }: Matched, body: unknown): boolean =>
  Object.entries(match).every(([pointer, values]) => {
    const found = stepsOf(pointer).reduce<unknown>(
      (holder, name) =>
        isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined,
      body,
    );
    return values === true ? found !== undefined : values.some((value) => value === found);
  });

/** Whether a body may have the members of both, and neither names more of them. */
export const isAmbiguous = (one: Match, other: Match): boolean =>
  countOf({ match: one }) === countOf({ match: other }) &&
  Object.entries(one).every(([pointer, values]) => {
    const others = Object.hasOwn(other, pointer) ? other[pointer] : undefined;
    if (others === undefined || others === true || values === true) return true;
    return values.some((value) => others.includes(value));
  });
