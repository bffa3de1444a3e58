import { isObject, step } from '@jackfield/plugin-kit/json';
import type { Schema } from '../../generated/schemas.js';
import { accepts } from './issues.js';
import { both, checkDepth, definitionOf, type Definitions } from './schema.js';
import { shapesOf, type Shape } from './shape.js';
import { keyOf, witnessOf } from './witness.js';

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
  /** The pointer of the outermost `anyOf` or `propertyNames`, whose other issues are reported too. */
  readonly within: string | undefined;
  readonly depth: number;
}

type Container = 'object' | 'array' | 'string' | 'number';

const isOf = (type: Container, value: unknown): boolean => {
  if (type === 'object') return isObject(value);
  return type === 'array' ? Array.isArray(value) : typeof value === type;
};

/** Returns the value at a place if it has a type, or else another valid value of that type. */
export const typedValue = (place: Place, type: Container, definitions: Definitions): unknown =>
  isOf(type, place.value)
    ? place.value
    : witnessOf(both(place.whole, { type }) as Schema, definitions)?.value;

/** Yields every place to which a schema applies, by walking through the schema along a valid body. */
export function* placesOf(root: Schema, body: unknown, definitions: Definitions): Generator<Place> {
  const isValid = (body: unknown): boolean => accepts(root, body, definitions);

  /** Yields a place one level deeper, if a valid body can have a value there. */
  function* inner(
    place: Place,
    schema: Schema,
    name: string | number,
    known: unknown,
    wholeOf: (shape: Shape) => Schema | undefined,
    put: (value: unknown) => unknown,
  ): Generator<Place> {
    for (const shape of shapesOf(place.whole, definitions)) {
      const whole = wholeOf(shape) ?? {};
      const value = known === undefined ? witnessOf(whole, definitions)?.value : known;
      if (value === undefined || !isValid(put(value))) continue;
      const pointer = step(place.pointer, name);
      yield* walk({ ...place, schema, whole, pointer, value, put, depth: place.depth + 1 });
      return;
    }
  }

  function* members(place: Place, object: Readonly<Record<string, unknown>>): Generator<Place> {
    const { properties = {}, additionalProperties, propertyNames } = place.schema;
    const other =
      Object.keys(object).find((name) => !Object.hasOwn(properties, name)) ??
      keyOf(propertyNames, definitions);
    const named = Object.entries(properties);
    if (additionalProperties && other !== undefined) named.push([other, additionalProperties]);
    for (const [name, schema] of named) {
      const wholeOf = (shape: Shape): Schema | undefined => shape.members.get(name) ?? shape.rest;
      const put = (value: unknown): unknown => place.put({ ...object, [name]: value });
      yield* inner(place, schema, name, object[name], wholeOf, put);
    }
    if (!propertyNames || other === undefined) return;
    const [shape] = shapesOf(place.whole, definitions);
    const entry = object[other] ?? witnessOf(shape?.rest ?? {}, definitions)?.value;
    const put = (name: unknown): unknown =>
      typeof name === 'string' ? place.put({ ...object, [name]: entry }) : undefined;
    yield* walk({
      ...place,
      schema: propertyNames,
      whole: both(propertyNames, { type: 'string' }) as Schema,
      value: other,
      put,
      within: place.within ?? place.pointer,
    });
  }

  function* walk(place: Place): Generator<Place> {
    checkDepth(place.depth);
    const { $ref: title, allOf = [], anyOf = [], items } = place.schema;
    if (title !== undefined) {
      yield* walk({ ...place, schema: definitionOf(title, definitions) });
      return;
    }
    yield place;
    for (const schema of allOf) yield* walk({ ...place, schema });
    for (const schema of anyOf) {
      const whole = both(place.whole, schema) as Schema;
      const fits = accepts(schema, place.value, definitions);
      const value = fits ? place.value : witnessOf(whole, definitions)?.value;
      if (value === undefined) continue;
      yield* walk({ ...place, schema, whole, value, within: place.within ?? place.pointer });
    }
    const object = typedValue(place, 'object', definitions);
    if (isObject(object)) yield* members(place, object);
    const list = typedValue(place, 'array', definitions);
    if (items && Array.isArray(list)) {
      const put = (value: unknown): unknown => place.put([value, ...list.slice(1)]);
      yield* inner(place, items, 0, list[0], (shape) => shape.items, put);
    }
  }

  yield* walk({
    schema: root,
    whole: root,
    pointer: '',
    value: body,
    put: (value) => value,
    within: undefined,
    depth: 0,
  });
}
