import {
  array,
  constant,
  constantFrom,
  jsonValue,
  record,
  tuple,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import * as edges from '../edges.js';
import { choose, weighted } from './choice.js';
import type { Range } from './shape.js';

type Entries = readonly (readonly [key: string, value: unknown])[];

/** The values of one member or entry. */
export interface Member {
  readonly name: string;
  readonly required: boolean;
  /** Whether it may be present and `undefined`. */
  readonly mayBeUndefined: boolean;
  readonly values: Arbitrary<unknown>;
  /** How often it is present, if that is less often than other members. */
  readonly share?: number;
}

/** Any JSON value, mostly small. */
export const anything: Arbitrary<unknown> = choose<unknown>(
  weighted(6, constantFrom('ok', true, null, 1)),
  weighted(1, jsonValue({ maxDepth: 1 })),
);

/** Structured clone preserves an `undefined` member, and the widget's form sends such members. */
const orUndefined = (values: Arbitrary<unknown>): Arbitrary<unknown> =>
  choose(weighted(19, values), weighted(1, constant(undefined)));

/** Members or entries in addition to those that a schema names. */
export type Others = Arbitrary<Entries>;

/** Returns an arbitrary of the entries of a record. */
export const entries = (
  names: Arbitrary<string>,
  values: Arbitrary<unknown>,
  { min, max }: Range,
): Others => {
  const one = tuple(names, values);
  if (min === 0) return uniqueArray(one, { selector: ([name]) => name, maxLength: max });
  return distinct(one, ([name]) => name, { min, max });
};

/**
 * Returns an arbitrary of lists without two of the same key. They may be shorter than `min`: a list
 * that has to have more values than there are would be redrawn forever.
 */
export const distinct = <T>(
  values: Arbitrary<T>,
  keyOf: (value: T) => string,
  { min, max }: Range,
): Arbitrary<readonly T[]> =>
  array(values, { minLength: min, maxLength: Math.max(Math.min(max, min + 5), 2 * min) }).map(
    (list) => [...new Map(list.map((value) => [keyOf(value), value])).values()].slice(0, max),
  );

/** Members that a later version may add: validation accepts them, so plugins must too. */
export const additions = (known: ReadonlySet<string>): Others => {
  const names = edges.UNKNOWN_MEMBERS.filter((name) => !known.has(name));
  if (names.length === 0) return nothing;
  const some = entries(constantFrom<string[]>(...names), anything, { min: 0, max: 2 });
  return choose<Entries>(weighted(6, nothing), weighted(1, some));
};

export const nothing: Others = constant([]);

/** Members or entries of several kinds. */
export const together = (others: readonly Others[]): Others =>
  tuple(...others).map((lists) => lists.flat());

const ABSENT = Symbol('absent');

const valuesOf = ({ mayBeUndefined, share, values }: Member): Arbitrary<unknown> => {
  const drawn = mayBeUndefined ? orUndefined(values) : values;
  if (share === undefined) return drawn;
  const present = Math.max(1, Math.round(100 * share));
  return choose(weighted(100 - present, constant(ABSENT)), weighted(present, drawn));
};

/** Returns an arbitrary of objects with these members, and others in addition. */
export const objectsOf = (members: readonly Member[], others: Others): Arbitrary<unknown> => {
  const named = record(
    Object.fromEntries(members.map((member) => [member.name, valuesOf(member)])),
    {
      requiredKeys: members
        .filter(({ required, share }) => required || share !== undefined)
        .map(({ name }) => name),
      noNullPrototype: true,
    },
  );
  const isRare = members.some(({ share }) => share !== undefined);
  // Object.fromEntries, not assignment: `__proto__` becomes an own member, as with JSON.parse.
  return tuple(named, others).map(([object, added]) =>
    added.length === 0 && !isRare
      ? object
      : Object.fromEntries([
          ...Object.entries(object).filter(([, value]) => value !== ABSENT),
          ...added,
        ]),
  );
};
