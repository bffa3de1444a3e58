import { isObject, step } from '@jackfield/plugin-kit/json';
import type { Schema } from '../../generated/schemas.js';
import { accepts } from './issues.js';
import {
  allOf as allOfThese,
  definitionOf,
  isNever,
  recursiveTitles,
  regExpOf,
  type Definitions,
} from './schema.js';
import { itemOf, memberOf, othersOf, shapesOf, type Shape } from './shape.js';
import { keyOf, matching, witnessOf } from './witness.js';

/** A place in a valid body to which a schema applies. */
export interface Place {
  readonly schema: Schema;
  /** Every constraint on the value: of this schema and of others. */
  readonly whole: Schema;
  readonly pointer: string;
  /** The value there. */
  readonly value: unknown;
  /** Returns the body with another value at this place; `undefined` where that is not possible. */
  readonly put: (value: unknown) => unknown;
  /** The pointer of the outermost choice or `propertyNames`, whose other issues are reported too. */
  readonly within: string | undefined;
}

type Container = 'object' | 'array' | 'string' | 'number';

const isOf = (type: Container, value: unknown): boolean => {
  if (type === 'object') return isObject(value);
  return type === 'array' ? Array.isArray(value) : typeof value === type;
};

/** Returns a schema that combines both. */
export const both = (one: Schema, other: Schema): Schema => allOfThese([one, other]) as Schema;

/** Returns the value at a place if it has a type, or else another valid value of that type. */
export const typedValue = (place: Place, type: Container, definitions: Definitions): unknown =>
  isOf(type, place.value)
    ? place.value
    : witnessOf(both(place.whole, { type }), definitions)?.value;

/** How often a definition is entered: without a limit, as often as there are paths to it. */
const MOST_ENTRIES = 40;

/** How many definitions are entered, until only new ones are. */
const MOST_OF_ALL = 200;

/** How many definitions that contain themselves are entered, until only new ones are. */
const MOST_RECURSIVE = 60;

/**
 * Yields every place to which a schema applies, by walking through the schema along a valid body.
 *
 * A definition that contains itself is entered once within itself.
 */
export function* placesOf(root: Schema, body: unknown, definitions: Definitions): Generator<Place> {
  const isValid = (body: unknown): boolean => accepts(root, body, definitions);
  const recursive = recursiveTitles(definitions);
  const entries = new Map<string, number>();
  const nested = new Set<string>();
  const waiting: (readonly [title: string, place: Place, path: readonly string[]])[] = [];
  let allEntries = 0;
  let recursiveEntries = 0;

  /** Whether a definition is entered here: those that contain themselves are not entered forever. */
  const isEntered = (title: string, path: readonly string[]): boolean => {
    const before = entries.get(title) ?? 0;
    const isRecursive = recursive.has(title);
    if (before >= MOST_ENTRIES || (before > 0 && allEntries >= MOST_OF_ALL)) return false;
    if (isRecursive && before > 0 && recursiveEntries >= MOST_RECURSIVE) return false;
    if (path.includes(title)) {
      if (nested.has(title)) return false;
      nested.add(title);
    }
    entries.set(title, before + 1);
    allEntries += 1;
    if (isRecursive) recursiveEntries += 1;
    return true;
  };

  /** Yields a place one level deeper, if a valid body can have a value there. */
  function* inner(
    place: Place,
    path: readonly string[],
    schema: Schema,
    name: string | number,
    known: unknown,
    wholeOf: (shape: Shape) => Schema | undefined,
    put: (value: unknown) => unknown,
  ): Generator<Place> {
    const pointer = step(place.pointer, name);
    if (isNever(schema)) {
      if (known === undefined) yield { ...place, schema, whole: schema, pointer, value: null, put };
      return;
    }
    for (const shape of shapesOf(place.whole, definitions)) {
      const whole = wholeOf(shape) ?? {};
      const value = known === undefined ? witnessOf(whole, definitions)?.value : known;
      if (value === undefined || !accepts(whole, value, definitions)) continue;
      if (!isValid(put(value))) continue;
      yield* walk({ ...place, schema, whole, pointer, value, put }, path);
      return;
    }
  }

  /** Returns an object to which a member can be added: where the given one is valid without it only, another. */
  const withMember = (
    place: Place,
    object: Readonly<Record<string, unknown>>,
    name: string,
    schema: Schema,
  ): Readonly<Record<string, unknown>> => {
    const value = witnessOf(schema, definitions)?.value;
    const isPossible =
      Object.hasOwn(object, name) ||
      value === undefined ||
      isValid(place.put({ ...object, [name]: value }));
    const other = isPossible
      ? undefined
      : witnessOf(both(place.whole, { type: 'object', required: [name] }), definitions)?.value;
    return isObject(other) ? other : object;
  };

  function* members(
    place: Place,
    path: readonly string[],
    object: Readonly<Record<string, unknown>>,
  ): Generator<Place> {
    const { properties = {}, additionalProperties, patternProperties = {} } = place.schema;
    const { propertyNames } = place.schema;
    const patterns = Object.keys(patternProperties);
    const isOther = (name: string): boolean =>
      !Object.hasOwn(properties, name) && !patterns.some((pattern) => regExpOf(pattern).test(name));
    const other =
      Object.keys(object).find(isOther) ??
      [keyOf(propertyNames, definitions)].find((name) => name !== undefined && isOther(name));
    const named = Object.entries(properties);
    for (const [pattern, schema] of Object.entries(patternProperties)) {
      const isMatching = (name: string): boolean => regExpOf(pattern).test(name);
      const isName = (name: string): boolean =>
        !propertyNames || accepts(propertyNames, name, definitions);
      const names = [...Object.keys(object).filter(isMatching), ...matching(pattern)];
      const name =
        names.find((one) => isName(one) && !Object.hasOwn(properties, one)) ?? names.find(isName);
      if (name !== undefined) named.push([name, schema]);
    }
    if (additionalProperties && other !== undefined) named.push([other, additionalProperties]);
    for (const [name, schema] of named) {
      const base = withMember(place, object, name, schema);
      const known = Object.hasOwn(base, name) ? base[name] : undefined;
      const put = (value: unknown): unknown => place.put({ ...base, [name]: value });
      yield* inner(place, path, schema, name, known, (shape) => memberOf(shape, name), put);
    }
    const key = other ?? Object.keys(object)[0];
    if (!propertyNames || key === undefined) return;
    const [shape] = shapesOf(place.whole, definitions);
    const rest = shape && othersOf(shape);
    const entry = Object.hasOwn(object, key)
      ? object[key]
      : witnessOf(rest ?? {}, definitions)?.value;
    const { [key]: _renamed, ...others } = object;
    const put = (name: unknown): unknown =>
      typeof name === 'string'
        ? place.put({ ...(other === undefined ? others : object), [name]: entry })
        : undefined;
    yield* walk(
      {
        ...place,
        schema: propertyNames,
        whole: both(propertyNames, { type: 'string' }),
        value: key,
        put,
        within: place.within ?? place.pointer,
      },
      path,
    );
  }

  function* listed(
    place: Place,
    path: readonly string[],
    list: readonly unknown[],
  ): Generator<Place> {
    const { prefixItems = [], items, contains } = place.schema;
    const [shape] = shapesOf(place.whole, definitions);
    /** The list up to an item: those before it may be missing. */
    const upTo = (index: number): unknown[] => {
      const before = Array.from(
        { length: index },
        (_, at) => list[at] ?? witnessOf((shape && itemOf(shape, at)) ?? {}, definitions)?.value,
      );
      return [...before, ...list.slice(index)];
    };
    const subs = [...prefixItems, ...(items ? [items] : [])];
    for (const [index, schema] of subs.entries()) {
      const whole = upTo(index);
      const put = (value: unknown): unknown =>
        place.put([...whole.slice(0, index), value, ...whole.slice(index + 1)]);
      yield* inner(place, path, schema, index, whole[index], (one) => itemOf(one, index), put);
    }
    if (!contains) return;
    const index = list.findIndex((item) => accepts(contains, item, definitions));
    const [value] = list.slice(index, index + 1);
    if (index < 0) return;
    const put = (value: unknown): unknown =>
      place.put([...list.slice(0, index), value, ...list.slice(index + 1)]);
    const pointer = step(place.pointer, index);
    const whole = both((shape && itemOf(shape, index)) ?? {}, contains);
    const within = place.within ?? place.pointer;
    yield* walk({ ...place, schema: contains, whole, pointer, value, put, within }, path);
  }

  /** Yields the places of a schema that applies to the same value in one case only. */
  function* branch(
    place: Place,
    path: readonly string[],
    schema: Schema,
    given: Schema,
    within: string | undefined,
  ): Generator<Place> {
    if (isNever(schema)) {
      const refused = witnessOf(given, definitions)?.value;
      const value =
        isObject(refused) && isObject(place.value) ? { ...refused, ...place.value } : refused;
      if (value !== undefined) yield { ...place, schema, whole: given, value, within };
      return;
    }
    const whole = both(place.whole, both(given, schema));
    const fits =
      accepts(schema, place.value, definitions) && accepts(given, place.value, definitions);
    const value = fits ? place.value : witnessOf(whole, definitions)?.value;
    if (value === undefined || !isValid(place.put(value))) return;
    yield* walk({ ...place, schema, whole, value, within }, path);
  }

  function* walk(place: Place, path: readonly string[]): Generator<Place> {
    const { $ref: title, allOf = [], anyOf = [], oneOf = [], dependencies = {} } = place.schema;
    if (title !== undefined) {
      // Later, so that each is entered where it is the least deep.
      if (recursive.has(title)) waiting.push([title, place, path]);
      else if (isEntered(title, path)) yield* enter(title, place, path);
      return;
    }
    yield place;
    const within = place.within ?? place.pointer;
    for (const schema of allOf) yield* walk({ ...place, schema }, path);
    for (const schema of [...anyOf, ...oneOf]) yield* branch(place, path, schema, {}, within);
    const { if: condition, then, else: otherwise } = place.schema;
    if (condition && then) yield* branch(place, path, then, condition, place.within);
    if (condition && otherwise)
      yield* branch(place, path, otherwise, { not: condition }, place.within);
    for (const [name, schema] of Object.entries(dependencies)) {
      const given = { type: 'object', required: [name] };
      yield* branch(place, path, schema, given, place.within);
    }
    const object = typedValue(place, 'object', definitions);
    if (isObject(object)) yield* members(place, path, object);
    const list = typedValue(place, 'array', definitions);
    if (Array.isArray(list)) yield* listed(place, path, list as readonly unknown[]);
  }

  function* enter(title: string, place: Place, path: readonly string[]): Generator<Place> {
    yield* walk({ ...place, schema: definitionOf(title, definitions) }, [...path, title]);
  }

  yield* walk(
    {
      schema: root,
      whole: root,
      pointer: '',
      value: body,
      put: (value) => value,
      within: undefined,
    },
    [],
  );
  for (const [title, place, path] of waiting) {
    if (isEntered(title, path)) yield* enter(title, place, path);
  }
}
