import {
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  sample,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { canonical, isObject } from '@jackfield/plugin-kit/json';
import type { Schema } from '../../generated/schemas.js';
import { TestingError } from '../../testing-error.js';
import { STRANGE_KEYS, UNKNOWN_MEMBERS } from '../edges.js';
import { choose, weighted } from './choice.js';
import { accepts } from './issues.js';
import { numbersOf } from './numbers.js';
import {
  additions,
  anything,
  distinct,
  entries,
  nothing,
  objectsOf,
  together,
  type Member,
  type Others,
} from './objects.js';
import {
  allOf,
  branchesOf,
  recursiveTitles,
  refersTo,
  regExpOf,
  textOf,
  type Definitions,
} from './schema.js';
import {
  firstOf,
  hasNoConstraints,
  itemOf,
  memberOf,
  namesOf,
  othersOf,
  patternsOf,
  shapesOf,
  type Range,
  type Shape,
} from './shape.js';
import { textsOf } from './texts.js';
import { witnessOf } from './witness.js';

/** A schema to derive values from, and its context. */
interface Place {
  readonly schema: Schema;
  /** Valid values at this place. */
  readonly examples: readonly unknown[];
  /** The kind of personal data of an enclosing object or list, which applies to everything in it. */
  readonly personal: Shape['personal'];
  readonly depth: number;
  /** How many values around it, and itself, are of definitions that contain themselves. */
  readonly level: number;
  /** Whether a value without it is valid. */
  readonly isOptional: boolean;
}

/** `undefined` if no value is valid. */
type Derived = Arbitrary<unknown> | undefined;

/** A list without constraints is mostly empty on the wire. */
const freeItems: Arbitrary<readonly unknown[]> = choose<readonly unknown[]>(
  weighted(5, constant([])),
  weighted(1, array(anything, { maxLength: 2 })),
);

/** How many values of definitions that contain themselves are within each other. */
const MAX_LEVEL = 4;

/** As deep as a message that a person has written: deeper ones have few optional members. */
const USUAL_DEPTH = 5;

/** Deeper values are the smallest ones. */
const MAX_DEPTH = 14;

/** How many values are drawn to see how many are valid, and how many of them are most. */
const SAMPLES = 30;
const MOSTLY = 20;

const all = (found: readonly Arbitrary<unknown>[]): Derived =>
  found.length === 0 ? undefined : choose(...found.map((each) => weighted(1, each)));

const copyOf = (value: unknown): Arbitrary<unknown> =>
  typeof value === 'object' && value !== null
    ? constant(null).map(() => structuredClone(value))
    : constant(value);

const isNested = (schema: Schema): boolean =>
  [schema.type ?? ['object']].flat().some((type) => type === 'object' || type === 'array');

/** Derives arbitraries from schemas that refer to these definitions. */
const createDeriver = (definitions: Definitions): ((place: Place) => Derived) => {
  const recursive = recursiveTitles(definitions);
  /** The deep places, by schema and depth: without it, the time is exponential in the number of definitions. */
  const deep = new Map<string, Derived>();

  const isRecursive = (schema: Schema): boolean =>
    recursive.size > 0 && refersTo(schema, recursive);

  const derive = (place: Place): Derived => {
    const isNext = recursive.size > 0 && refersTo(place.schema, recursive, branchesOf);
    const level = place.level + (isNext ? 1 : 0);
    if (level > MAX_LEVEL || place.depth > MAX_DEPTH) {
      return place.isOptional ? undefined : smallest(place.schema);
    }
    if (level < 2 && place.depth <= USUAL_DEPTH) return make({ ...place, level });
    const { personal = '', depth } = place;
    const key = JSON.stringify([level, depth, personal, textOf(place.schema)]);
    if (!deep.has(key)) deep.set(key, later({ ...place, level, examples: [] }));
    return deep.get(key);
  };

  /** Derives an arbitrary only when a value is drawn: most of many definitions are never reached. */
  const later = (place: Place): Derived => {
    if (!witnessOf(place.schema, definitions)) return undefined;
    let made: Derived;
    return constant(null).chain(() => (made ??= make(place)) as Arbitrary<unknown>);
  };

  const smallest = (schema: Schema): Derived => {
    const found = witnessOf(schema, definitions);
    return found && copyOf(found.value);
  };

  const make = (place: Place): Derived => {
    const shapes = shapesOf(place.schema, definitions);
    const found = shapes.map((shape) => ({
      shape,
      all: ofShape({ ...shape, personal: shape.personal ?? place.personal }, place),
    }));
    const together = all(found.flatMap((one) => one.all));
    if (!together) return smallest(place.schema);
    if (!shapes.some(({ loose }) => loose)) return together;
    // All at once, or else each alternative by itself: some may be hardly ever valid.
    return (
      narrowed(together, place.schema, MOSTLY) ??
      all(
        found.flatMap(({ shape, all }) =>
          shape.loose ? all.flatMap((values) => narrowed(values, place.schema) ?? []) : all,
        ),
      ) ??
      smallest(place.schema)
    );
  };

  /** Returns the values that are valid. If these are few, it returns some of them. */
  const narrowed = (values: Arbitrary<unknown>, schema: Schema, least = 0): Derived => {
    const isValid = (value: unknown): boolean => accepts(schema, value, definitions);
    const found = sample(values, { numRuns: SAMPLES, seed: 1 }).filter(isValid);
    if (found.length >= Math.max(least, SAMPLES / 3)) return values.filter(isValid);
    return least > 0 || found.length === 0 ? undefined : constantFrom(...found).chain(copyOf);
  };

  const ofShape = (shape: Shape, place: Place): readonly Arbitrary<unknown>[] => {
    if (shape.values) {
      const valid = shape.values.filter((value) => accepts(place.schema, value, definitions));
      if (valid.length === 0) return [];
      const values = constantFrom<unknown[]>(...valid);
      return [valid.some((value) => typeof value === 'object') ? values.chain(copyOf) : values];
    }
    if (shape.free && shape.personal === undefined) return [anything];
    return shape.types.flatMap((type) => ofType(type, shape, place) ?? []);
  };

  const ofType = (type: Shape['types'][number], shape: Shape, place: Place): Derived => {
    if (type === 'null') return constant(null);
    if (type === 'boolean') return boolean();
    if (type === 'object') return objects(shape, place);
    if (type === 'array') return lists(shape, place);
    const { examples } = place;
    if (type === 'string') {
      const texts = examples.filter((one) => typeof one === 'string');
      return textsOf(shape, texts);
    }
    const numbers = examples.filter((one) => typeof one === 'number');
    return numbersOf(shape, type === 'integer', numbers);
  };

  const below = (
    place: Place,
    schema: Schema,
    examples: readonly unknown[],
    { personal }: { readonly personal?: Shape['personal'] },
    isOptional: boolean,
  ): Place => ({ ...place, schema, examples, personal, isOptional, depth: place.depth + 1 });

  /** Whether values of a schema are to be few, because more of them are within each. */
  const isHeavy = (place: Place, schema: Schema): boolean =>
    (place.level > 0 && isRecursive(schema)) || (place.depth >= USUAL_DEPTH && isNested(schema));

  const lists = (shape: Shape, place: Place): Derived => {
    const { size, unique } = shape;
    const first = firstOf(shape);
    const items = itemOf(shape, Infinity) ?? {};
    if (size.min > size.max) return undefined;
    const isFree = first === 0 && hasNoConstraints(items) && items['x-personal'] === undefined;
    if (isFree && !unique && size.min === 0 && size.max === Infinity) return freeItems;
    const shown = place.examples.filter(Array.isArray) as readonly (readonly unknown[])[];

    const head: Arbitrary<unknown>[] = [];
    while (head.length < Math.min(first, size.max)) {
      const index = head.length;
      const own = shown.flatMap((list) => list.slice(index, index + 1));
      const each = derive(below(place, itemOf(shape, index) ?? {}, own, shape, size.min <= index));
      if (!each) {
        if (size.min > index) return undefined;
        break;
      }
      head.push(each);
    }
    const hasTail = head.length === first && size.max > first;
    const own = shown.flatMap((list) => list.slice(first));
    const each = hasTail ? derive(below(place, items, own, shape, size.min <= first)) : undefined;
    const least = Math.max(0, size.min - head.length);
    if (!each && least > 0) return undefined;

    const heavy = isHeavy(place, items) ? (place.level > 1 ? 1 : 3) : Infinity;
    const most = Math.min(size.max - head.length, least + heavy);
    const limits = { minLength: least, ...(Number.isFinite(most) ? { maxLength: most } : {}) };
    const tail = !each
      ? constant([])
      : unique
        ? distinct(each, canonical, { min: least, max: most })
        : array(each, limits);
    if (first === 0) return tail;
    // As many of the first items as there must be, or more, or all and those behind them.
    const counts = integer({ min: Math.min(size.min, head.length), max: head.length });
    return tuple(
      tuple(...head),
      tail,
      choose(weighted(1, counts), weighted(2, constant(head.length))),
    ).map(([ones, others, count]) =>
      count < head.length ? ones.slice(0, count) : ones.concat(others),
    );
  };

  const objects = (shape: Shape, place: Place): Derived => {
    const { names, required, count } = shape;
    if (Math.max(required.length, count.min) > count.max) return undefined;
    const shown = place.examples.filter(isObject);
    const isName = (name: string): boolean => !names || accepts(names, name, definitions);
    const rest = othersOf(shape);
    const patterns = patternsOf(shape);
    const isCounted = count.min > 0 || count.max < Infinity;
    const mayBeUndefined = !rest && patterns.length === 0 && !isCounted;

    const known = [...namesOf(shape)].map((name) => {
      const schema = memberOf(shape, name) ?? {};
      return { name, schema, isRequired: required.includes(name), heavy: isHeavy(place, schema) };
    });
    const heavy = known.filter((member) => member.heavy && !member.isRequired).length;
    const isDeep = place.level > 1 || place.depth >= USUAL_DEPTH;
    const share = Math.min(0.5, (isDeep ? 0.8 : 2) / heavy);
    // Many members that must be there, each with as many within it.
    const crowd = known.filter((member) => member.heavy && member.isRequired).length;
    const inner = {
      ...place,
      level: place.level + (crowd > 3 ? Math.floor(Math.log2(crowd)) - 1 : 0),
    };

    const members: Member[] = [];
    let missing = count.min - required.length;
    for (const { name, schema, isRequired, heavy } of known) {
      const own = shown.flatMap((one) => (Object.hasOwn(one, name) ? [one[name]] : []));
      const values = isName(name)
        ? derive(below(inner, schema, own, shape, !isRequired))
        : undefined;
      if (values) {
        const isNeeded = isRequired || missing > 0;
        if (!isRequired) missing -= 1;
        members.push({
          name,
          required: isNeeded,
          // In a record every key counts, even if its value is undefined.
          mayBeUndefined: !isNeeded && mayBeUndefined,
          values,
          ...(heavy && !isNeeded ? { share } : {}),
        });
      } else if (isRequired) return undefined;
    }

    const least = Math.max(0, missing);
    const isFull = members.filter((member) => member.required).length >= count.max;
    const others = isFull ? nothing : othersIn(shape, inner, isName, least);
    const all = objectsOf(members, others);
    if (count.max === Infinity) return all;
    // What is required stays: it comes first.
    return all.map((object) => {
      const found = Object.entries(object as object);
      const isKept = ([name]: readonly [string, unknown]): boolean => required.includes(name);
      const others = found.filter((entry) => !isKept(entry));
      return Object.fromEntries([...found.filter(isKept), ...others].slice(0, count.max));
    });
  };

  /** The members that no schema names: by patterns, and all others. */
  const othersIn = (
    shape: Shape,
    place: Place,
    isName: (name: string) => boolean,
    least: number,
  ): Others => {
    const rest = othersOf(shape);
    const patterns = patternsOf(shape);
    const known = namesOf(shape);
    if (!rest && !shape.names && patterns.length === 0 && least === 0) return additions(known);
    const shown = place.examples.filter(isObject);
    const isOther = (name: string): boolean =>
      !known.has(name) && !patterns.some((one) => regExpOf(one).test(name));

    const ofPattern = (pattern: string): Others => {
      const fits = (name: string): boolean =>
        !known.has(name) &&
        patterns.every((one) => regExpOf(one).test(name) === (one === pattern)) &&
        isName(name);
      const text = allOf([shape.names, { type: 'string', pattern }]) as Schema;
      const keys = derive(below(place, text, [], {}, true)) as Arbitrary<string> | undefined;
      return of(keys && usable(keys, fits), othersOf(shape, pattern) ?? {}, [], 0);
    };

    const of = (
      keys: Arbitrary<string> | undefined,
      schema: Schema,
      examples: readonly unknown[],
      least: number,
    ): Others => {
      const values = keys && derive(below(place, schema, examples, shape, true));
      const most = isHeavy(place, schema) ? (place.level > 1 ? 1 : 2) : 4;
      const size: Range = { min: least, max: Math.max(most, least) };
      return keys && values ? entries(keys, values, size) : nothing;
    };

    const isOpen = !rest && !shape.names;
    const free = isOpen ? UNKNOWN_MEMBERS.filter((name) => isOther(name)) : [];
    const text = allOf([shape.names, { type: 'string' }]) as Schema;
    const keys =
      free.length > 0 && least < free.length
        ? constantFrom<string[]>(...free)
        : (derive(below(place, text, shown.flatMap(Object.keys), {}, true)) as
            Arbitrary<string> | undefined);
    const strange = isOpen ? [] : STRANGE_KEYS.filter((name) => isName(name) && isOther(name));
    const odd = strange.length === 0 ? [] : [weighted(1, constantFrom<string[]>(...strange))];
    const others = keys && usable(keys, isOther);
    const drawn = others && choose(weighted(8, others), ...odd);
    const last = of(drawn, rest ?? {}, shown.flatMap(Object.values), least);
    return patterns.length === 0 ? last : together([...patterns.map(ofPattern), last]);
  };

  return derive;
};

/** Returns the keys that fit; `undefined` if hardly any does. */
const usable = (
  keys: Arbitrary<string>,
  fits: (name: string) => boolean,
): Arbitrary<string> | undefined =>
  sample(keys, { numRuns: 40, seed: 1 }).filter(fits).length < 10 ? undefined : keys.filter(fits);

/**
 * Returns an arbitrary of a schema's valid values. Ordinary values come first, because fast-check shrinks to them.
 *
 * Values of definitions that contain themselves are small: few levels, and few members or items in each.
 *
 * @param examples - values known to be valid: ids and strings without constraints are drawn from
 *   them, so that two are sometimes equal
 * @throws `TestingError` `SCHEMA_UNSUPPORTED` if no value is valid, or none is found
 */
export const arbitraryOf = (
  schema: Schema,
  definitions: Definitions,
  examples: readonly unknown[] = [],
): Arbitrary<unknown> => {
  const place = { schema, examples, personal: undefined, depth: 0, level: 0, isOptional: false };
  const found = createDeriver(definitions)(place);
  if (found) return found;
  throw new TestingError(
    'SCHEMA_UNSUPPORTED',
    'schema: expected a schema with at least one valid value, received one without',
  );
};
