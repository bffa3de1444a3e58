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
import { choose, often } from './choice.js';

type Entries = readonly (readonly [key: string, value: unknown])[];

/** What one member or entry may be. */
export interface Member {
  readonly name: string;
  readonly required: boolean;
  /** Whether it may be there and `undefined`. */
  readonly hollow: boolean;
  readonly values: Arbitrary<unknown>;
}

/** Anything that JSON can say, mostly small. */
export const anything: Arbitrary<unknown> = choose<unknown>(
  often(6, constantFrom('ok', true, null, 1)),
  often(1, jsonValue({ maxDepth: 1 })),
);

/** Structured clone keeps a member that is `undefined`, and the widget's form sends such. */
const orUndefined = (values: Arbitrary<unknown>): Arbitrary<unknown> =>
  choose(often(19, values), often(1, constant(undefined)));

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

/** What stands beside the members that a schema names. */
export type Others = (known: ReadonlySet<string>) => Arbitrary<Entries>;

/** Members that a later version may add: they are not refused, so they must be borne. */
export const additions: Others = (known) =>
  choose<Entries>(
    often(6, constant([])),
    often(1, entriesOf(constantFrom<string[]>(...edges.UNKNOWN_MEMBERS), anything, known, 2)),
  );

/** The entries of a record. */
export const entries =
  (names: Arbitrary<string>, values: Arbitrary<unknown>): Others =>
  (known) =>
    entriesOf(names, values, known, 4);

export const nothing: Others = () => constant([]);

/** Objects with these members, and others beside them. */
export const objectsOf = (members: readonly Member[], others: Others): Arbitrary<unknown> => {
  const known = new Set(members.map(({ name }) => name));
  const named = record(
    Object.fromEntries(
      members.map(({ name, hollow, values }) => [name, hollow ? orUndefined(values) : values]),
    ),
    {
      requiredKeys: members.filter(({ required }) => required).map(({ name }) => name),
      noNullPrototype: true,
    },
  );
  // Not assigned: `__proto__` becomes a member like any other, as JSON.parse would make it.
  return tuple(named, others(known)).map(([object, added]) =>
    added.length === 0 ? object : Object.fromEntries([...Object.entries(object), ...added]),
  );
};
