import { sample, stringMatching } from 'fast-check';
import { FORMATS } from '@jackfield/plugin-kit/formats';
import { leastCommonMultiple, times } from '@jackfield/plugin-kit/multiples';
import type { Schema } from '../../generated/schemas.js';
import { E164, IDS, NAMES, NOTES, SECRETS } from '../edges.js';
import { FORMATTED } from './formatted.js';
import { accepts } from './issues.js';
import { allOf, isSame, lengthOf, regExpOf, textOf, type Definitions } from './schema.js';
import {
  firstOf,
  itemOf,
  memberOf,
  namesOf,
  othersOf,
  patternsOf,
  shapesOf,
  type Shape,
} from './shape.js';

/** A valid value of a schema; wrapped, because the value itself may be `undefined`. */
export interface Witness {
  readonly value: unknown;
}

/** What is known of a schema: its smallest value, or that it has none which nests at most this deep. */
interface Search {
  found: Witness | undefined;
  depth: number;
  /** Whether there is none that nests deeper either. */
  isOver: boolean;
}

const USUAL = {
  number: E164[0],
  name: NAMES[0],
  text: NOTES[0],
  id: IDS[0],
  secret: SECRETS[0],
} as const;

/** Deeper than any value that a person would read. */
const MAX_DEPTH = 100;

/** How many candidates are tried of one alternative, and of all. */
const MOST_TRIES = 60;
const MOST_TRIES_OF_ALL = 600;

/** Returns strings that match a pattern, always the same ones. */
export const matching = (pattern: string): readonly string[] => {
  const found =
    matched.get(pattern) ?? sample(stringMatching(regExpOf(pattern)), { numRuns: 50, seed: 1 });
  matched.set(pattern, found);
  return found;
};

const matched = new Map<string, readonly string[]>();

/** Returns candidate strings for a shape; readable ones first. */
const texts = ({ open, personal, length, patterns, formats }: Shape): readonly string[] => {
  const known = formats.filter((format) => FORMATS.has(format));
  const formatted = known.flatMap((format) => FORMATTED[format] ?? []);
  const usual = open?.[0] ?? (personal ? USUAL[personal] : 'text');
  const letters = Math.max(length.min, Math.min(lengthOf(usual), length.max));
  return [
    ...formatted,
    usual,
    usual.padEnd(letters, 'x').slice(0, letters),
    ...patterns.flatMap(matching),
    ...Array.from({ length: 8 }, (_, digit) => String(digit).padStart(letters, 'x')),
    'other',
  ];
};

const numbers = ({ range, steps }: Shape): readonly number[] => {
  const step = leastCommonMultiple(steps);
  const [first, last] = [Math.ceil(range.min / step), Math.floor(range.max / step)];
  const counts = [
    1,
    2,
    3,
    0,
    -1,
    4,
    5,
    ...[0, 1, 2, 3].flatMap((more) => [first + more, last - more]),
  ];
  return [
    Math.min(Math.max(range.min, 1), range.max),
    Math.ceil(range.min),
    Math.floor(range.max),
    ...counts.map((count) => times(count, step)),
    ...[range.min, range.max, (range.min + range.max) / 2, 0.5, 1.5],
  ].filter(Number.isFinite);
};

/** A search for the smallest values of schemas, by how deep they nest. */
const searchIn = (definitions: Definitions) => {
  const known = new Map<string, Search>();
  /** Whether a search has met a value that has to nest deeper than it may. */
  let isLimited = false;

  const searchFor = (schema: Schema): Search => {
    const text = textOf(schema);
    const found = known.get(text) ?? { found: undefined, depth: -1, isOver: false };
    known.set(text, found);
    return found;
  };

  /** Returns the smallest value that nests at most this deep. */
  const within = (schema: Schema, depth: number): Witness | undefined => {
    const search = searchFor(schema);
    const before = isLimited;
    while (!search.found && !search.isOver && search.depth < depth) {
      search.depth += 1;
      isLimited = false;
      [search.found] = some(schema, search.depth, 1);
      search.isOver = !isLimited;
    }
    isLimited = before || (!search.found && !search.isOver);
    return search.found;
  };

  /** Returns different valid values. */
  const some = (schema: Schema, depth: number, count: number): readonly Witness[] => {
    const values: Witness[] = [];
    let all = 0;
    for (const shape of shapesOf(schema, definitions)) {
      let tries = 0;
      for (const value of valuesOf(shape, depth)) {
        tries += 1;
        all += 1;
        if (tries > MOST_TRIES || all > MOST_TRIES_OF_ALL) break;
        const isNew = !values.some((other) => isSame(other.value, value));
        if (isNew && accepts(schema, value, definitions)) values.push({ value });
        if (values.length >= count) return values;
      }
    }
    return values;
  };

  /** Returns different valid values that nest hardly deeper than the smallest one. */
  const several = (schema: Schema, depth: number, count: number): readonly Witness[] => {
    const first = within(schema, depth);
    if (!first || count === 1) return first ? [first] : [];
    return some(schema, Math.min(depth, searchFor(schema).depth + 1), count);
  };

  function* valuesOf(shape: Shape, depth: number): Generator {
    if (shape.values) yield* shape.values;
    for (const type of shape.values ? [] : shape.types) {
      if (type === 'string') yield* texts(shape);
      if (type === 'number' || type === 'integer') yield* numbers(shape);
      if (type === 'boolean') yield* [true, false];
      if (type === 'object') yield* objects(shape, depth);
      if (type === 'array') yield* lists(shape, depth);
      if (type === 'null') yield null;
    }
  }

  function* objects(shape: Shape, depth: number): Generator<object> {
    const inner = (name: string): Witness | undefined =>
      within(memberOf(shape, name) ?? {}, depth - 1);
    const required: (readonly [string, unknown])[] = [];
    for (const name of shape.required) {
      const found = inner(name);
      if (!found) return;
      required.push([name, found.value]);
    }
    // Lazily: the other members are needed only where the required ones are not enough.
    function* others(): Generator<readonly [string, unknown]> {
      const keys = [...patternsOf(shape).flatMap(matching), ...keysOf(shape)];
      for (const name of new Set([...namesOf(shape), ...keys])) {
        const found = shape.required.includes(name) ? undefined : inner(name);
        if (found) yield [name, found.value];
      }
    }
    const missing = shape.count.min - required.length;
    if (missing <= 0) yield Object.fromEntries(required);
    const added: (readonly [string, unknown])[] = [];
    for (const other of others()) {
      added.push(other);
      if (added.length >= missing)
        yield Object.fromEntries([...required, ...added.slice(0, Math.max(missing, 1) - 1), other]);
      if (added.length > 20) break;
    }
    if (added.length > missing) yield Object.fromEntries([...required, ...added]);
    for (const name of shape.required) {
      for (const { value } of several(memberOf(shape, name) ?? {}, depth - 1, 4)) {
        yield Object.fromEntries([...required, [name, value]]);
      }
    }
  }

  /** Returns names of members that no schema names. */
  const keysOf = (shape: Shape): readonly string[] =>
    othersOf(shape) || shape.names || shape.count.min > 0
      ? some(keySchema(shape.names), 0, Math.max(shape.count.min, 3)).map(({ value }) =>
          String(value),
        )
      : ['text'];

  function* lists(shape: Shape, depth: number): Generator<readonly unknown[]> {
    const { size, unique } = shape;
    const first = firstOf(shape);
    const items: unknown[] = [];
    const next = (): boolean => {
      const schema = itemOf(shape, items.length) ?? {};
      const values = several(schema, depth - 1, unique ? items.length + 1 : 1);
      const value = values.find((one) => !unique || !items.some((item) => isSame(item, one.value)));
      if (value) items.push(value.value);
      return value !== undefined;
    };
    while (items.length < size.min) {
      if (items.length > first && !unique) items.push(items.at(-1));
      else if (!next()) return;
    }
    yield [...items];
    const most = Math.min(size.max, size.min + 3);
    while (items.length < most && next()) yield [...items];
  }

  return {
    /** Returns the smallest value of a schema. */
    smallest: (schema: Schema): Witness | undefined => {
      // A smallest value contains no value of its own schema: it nests less deep than there are schemas.
      for (let depth = 0; depth <= Math.min(known.size + 1, MAX_DEPTH); depth += 1) {
        const found = within(schema, depth);
        if (found) return found;
      }
      return undefined;
    },
  };
};

const searches = new WeakMap<Definitions, ReturnType<typeof searchIn>>();

/** Returns a small valid value of a schema; `undefined` if none is found. */
export const witnessOf = (schema: Schema, definitions: Definitions): Witness | undefined => {
  const search = searches.get(definitions) ?? searchIn(definitions);
  searches.set(definitions, search);
  const found = search.smallest(schema);
  return found && { value: structuredClone(found.value) };
};

const keySchema = (names: Schema | undefined): Schema =>
  allOf([names, { type: 'string' }]) as Schema;

/** Returns a valid key of a record. */
export const keyOf = (names: Schema | undefined, definitions: Definitions): string | undefined =>
  witnessOf(keySchema(names), definitions)?.value as string | undefined;
