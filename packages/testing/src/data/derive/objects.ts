import {
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

type Entries = readonly (readonly [key: string, value: unknown])[];

/** The values of one member or entry. */
export interface Member {
  readonly name: string;
  readonly required: boolean;
  /** Whether it may be present and `undefined`. */
  readonly mayBeUndefined: boolean;
  readonly values: Arbitrary<unknown>;
}

/** Any JSON value, mostly small. */
export const anything: Arbitrary<unknown> = choose<unknown>(
  weighted(6, constantFrom('ok', true, null, 1)),
  weighted(1, jsonValue({ maxDepth: 1 })),
);

/** Structured clone preserves an `undefined` member, and the widget's form sends such members. */
const orUndefined = (values: Arbitrary<unknown>): Arbitrary<unknown> =>
  choose(weighted(19, values), weighted(1, constant(undefined)));

const entriesOf = (
  names: Arbitrary<string>,
  values: Arbitrary<unknown>,
  known: ReadonlySet<string>,
  most: number,
): Arbitrary<Entries> =>
  uniqueArray(
    tuple(
      names.filter((name) => !known.has(name)),
      values,
    ),
    { selector: ([name]) => name, maxLength: most },
  );

/** Members or entries in addition to those that a schema names. */
export type Others = (known: ReadonlySet<string>) => Arbitrary<Entries>;

/** Members that a later version may add: validation accepts them, so plugins must too. */
export const additions: Others = (known) =>
  choose<Entries>(
    weighted(6, constant([])),
    weighted(1, entriesOf(constantFrom<string[]>(...edges.UNKNOWN_MEMBERS), anything, known, 2)),
  );

/** The entries of a record. */
export const entries =
  (names: Arbitrary<string>, values: Arbitrary<unknown>): Others =>
  (known) =>
    entriesOf(names, values, known, 4);

export const nothing: Others = () => constant([]);

/** Returns an arbitrary of objects with these members, and others in addition. */
export const objectsOf = (members: readonly Member[], others: Others): Arbitrary<unknown> => {
  const known = new Set(members.map(({ name }) => name));
  const named = record(
    Object.fromEntries(
      members.map(({ name, mayBeUndefined, values }) => [
        name,
        mayBeUndefined ? orUndefined(values) : values,
      ]),
    ),
    {
      requiredKeys: members.filter(({ required }) => required).map(({ name }) => name),
      noNullPrototype: true,
    },
  );
  // Object.fromEntries, not assignment: `__proto__` becomes an own member, as with JSON.parse.
  return tuple(named, others(known)).map(([object, added]) =>
    added.length === 0 ? object : Object.fromEntries([...Object.entries(object), ...added]),
  );
};
