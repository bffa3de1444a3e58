import { valuesOf } from '@jackfield/plugin-kit/union-tags';
import { canonical, show } from '@jackfield/plugin-kit/json';
import type { Json } from '../json.js';
import { isNever, type Schema } from '../schema.js';
import { matches } from './allows.js';
import type { IdOf } from './ids.js';
import { within, type Definitions, type Place } from './place.js';

/** The limit keywords, and whether a greater number allows fewer values. Exclusive ones join the others. */
export const LIMITS = {
  minLength: 'least',
  maxLength: 'most',
  minimum: 'least',
  maximum: 'most',
  minItems: 'least',
  maxItems: 'most',
  minProperties: 'least',
  maxProperties: 'most',
} as const;

export type Limit = keyof typeof LIMITS;

/** A limit, and whether it is itself not included. */
export interface Bound {
  readonly value: number;
  readonly isOpen: boolean;
}

/** Whether the first of two limits of one kind allows fewer values. */
export const isStricter = (kind: 'least' | 'most', one: Bound, other: Bound): boolean =>
  one.value === other.value
    ? one.isOpen && !other.isOpen
    : one.value > other.value === (kind === 'least');

/** A keyword that is compared as a whole. */
export interface Condition {
  readonly keyword: keyof Schema;
  readonly text: string;
}

/** One alternative of a schema after references, `allOf`, `anyOf` and `oneOf` are resolved. */
export interface Shape {
  /** The schemas that it consists of; all of them apply. */
  readonly layers: readonly Place[];
  /** `undefined` if any type is valid. */
  readonly types: ReadonlySet<string> | undefined;
  /** The values of a closed enumeration, as JSON. */
  readonly values: readonly string[] | undefined;
  /** The known values of an open enumeration. */
  readonly known: readonly string[];
  readonly required: ReadonlySet<string>;
  readonly members: ReadonlyMap<string, readonly Place[]>;
  /** The schemas of an array's first items, and of the others. */
  readonly prefix: readonly (readonly Place[])[];
  readonly items: readonly Place[];
  /** The schemas of a record's values and keys. */
  readonly records: readonly Place[];
  readonly keys: readonly Place[];
  /** The schemas of the members whose names match a pattern. */
  readonly named: ReadonlyMap<string, readonly Place[]>;
  /** What an object with a member needs. */
  readonly dependencies: ReadonlyMap<string, readonly Place[]>;
  readonly limits: ReadonlyMap<Limit, Bound>;
  /** Patterns and formats. */
  readonly patterns: readonly string[];
  readonly factors: readonly number[];
  /** Lists of alternative sets of required members, as JSON: of each list, one set is needed. */
  readonly conditions: readonly (readonly string[])[];
  /** Conditions of other keywords, by their ids. */
  readonly others: ReadonlyMap<number, Condition>;
}

/** The protocol of a shape: its definitions, and the titles that both protocols have at a place. */
export interface Scope {
  readonly definitions: Definitions;
  readonly paired: ReadonlySet<string>;
  readonly idOf: IdOf;
}

const typeOfValue = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const isCondition = (schema: Schema): boolean =>
  Object.keys(schema).every((keyword) => keyword === 'required' || keyword === 'description');

const conditionsOf = (schema: Schema): readonly (readonly string[])[] =>
  schema.anyOf?.every(isCondition) === true
    ? [schema.anyOf.map(({ required = [] }) => JSON.stringify([...required].sort())).sort()]
    : [];

const isExclusive = ({ oneOf }: Schema): boolean => oneOf?.every(isCondition) === true;

/** Combinations of branches to compare one by one; inclusion.ts proves more about others. */
const MAX_ALTERNATIVES = 64;

/** Branches and references within each other at most; what lies deeper is left to inclusion.ts. */
const MAX_DEPTH = 150;

type Layers = readonly Place[];

const join = (these: readonly Layers[], those: readonly Layers[]): readonly Layers[] =>
  these.length * those.length > MAX_ALTERNATIVES
    ? these
    : these.flatMap((one) =>
        those.map((other) => {
          const known = new Set(one.map(({ schema }) => schema));
          return [...one, ...other.filter(({ schema }) => !known.has(schema))];
        }),
      );

/** Returns a function from a schema to every combination of its branches, as schemas that all apply. */
const createLayers = ({ definitions, paired }: Scope): ((place: Place) => readonly Layers[]) => {
  const known = new Map<string, readonly Layers[]>();

  const referred = (place: Place, title: string, depth: number): readonly Layers[] => {
    const definition = definitions.get(title);
    if (definition === undefined || depth > MAX_DEPTH) return [[]];
    const isAnchored = place.isAnchored === true || !paired.has(title);
    const inner = isAnchored
      ? { ...place, schema: definition.schema, isAnchored }
      : { schema: definition.schema, file: definition.file, pointer: '' };
    const key = JSON.stringify([title, isAnchored, inner.file, inner.pointer]);
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, [[]]);
    const layers = layersOf(inner, depth + 1);
    known.set(key, layers);
    return layers;
  };

  const layersOf = (place: Place, depth: number): readonly Layers[] => {
    const { schema } = place;
    if (schema.$ref !== undefined) return referred(place, schema.$ref, depth);
    const branches = (keyword: 'allOf' | 'anyOf' | 'oneOf'): readonly (readonly Layers[])[] =>
      (schema[keyword] ?? []).map((branch, index) =>
        layersOf(within(place, branch, keyword, String(index)), depth + 1),
      );
    let all = branches('allOf').reduce(join, [[place]]);
    const choices = [
      conditionsOf(schema).length > 0 ? [] : branches('anyOf').flat(),
      isExclusive(schema) ? [] : branches('oneOf').flat(),
    ];
    for (const choice of choices) {
      if (choice.length > 0 && choice.length <= MAX_ALTERNATIVES) all = join(all, choice);
    }
    return all;
  };
  return (place) => layersOf(place, 0);
};

const both = <T>(
  one: T | undefined,
  other: T | undefined,
  join: (a: T, b: T) => T,
): T | undefined => (one === undefined ? other : other === undefined ? one : join(one, other));

const typesOfLayer = (schema: Schema): ReadonlySet<string> | undefined => {
  if (isNever(schema)) return new Set();
  if (schema.type !== undefined) return new Set([schema.type].flat());
  const values = valuesOf(schema);
  return values && new Set(values.map(typeOfValue));
};

/** Returns the intersection of two sets of types: an integer is a number. */
const sharedTypes = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(
    [...a, ...b].filter((type) =>
      [a, b].every((set) => set.has(type) || (type === 'integer' && set.has('number'))),
    ),
  );

const sets = (
  layers: readonly Place[],
  keyword: 'items' | 'additionalProperties' | 'propertyNames',
) =>
  layers.flatMap((layer) => {
    const sub = layer.schema[keyword];
    return sub === undefined ? [] : [within(layer, sub, keyword)];
  });

/** Returns the schemas of a keyword by name. */
const maps = (
  layers: Layers,
  keyword: 'properties' | 'patternProperties' | 'dependencies',
): ReadonlyMap<string, Layers> => {
  const found = new Map<string, Layers>();
  for (const layer of layers) {
    for (const [name, sub] of Object.entries(layer.schema[keyword] ?? {})) {
      found.set(name, [...(found.get(name) ?? []), within(layer, sub, keyword, name)]);
    }
  }
  return found;
};

/** The schemas of an item, by position. */
const itemsAt = (layers: Layers, index: number): Layers =>
  layers.flatMap((layer) => {
    const sub = layer.schema.prefixItems?.[index];
    return sub === undefined
      ? sets([layer], 'items')
      : [within(layer, sub, 'prefixItems', String(index))];
  });

const limitsOf = (layers: Layers): ReadonlyMap<Limit, Bound> => {
  const limits = new Map<Limit, Bound>();
  const add = (limit: Limit, value: number | undefined, isOpen: boolean): void => {
    const known = limits.get(limit);
    if (value === undefined) return;
    const bound = { value, isOpen };
    if (known === undefined || isStricter(LIMITS[limit], bound, known)) limits.set(limit, bound);
  };
  for (const { schema } of layers) {
    for (const limit of Object.keys(LIMITS) as Limit[]) add(limit, schema[limit], false);
    add('minimum', schema.exclusiveMinimum, true);
    add('maximum', schema.exclusiveMaximum, true);
  }
  return limits;
};

const CHOICE: ReadonlySet<string> = new Set(['if', 'then', 'else']);

/** Keywords that are compared as a whole, by the id of what they say. */
const othersOf = (layers: Layers, { idOf, definitions }: Scope): ReadonlyMap<number, Condition> => {
  const found = new Map<number, Condition>();
  const add = (keyword: keyof Schema, schema: Schema): void => {
    const text = Object.entries(schema).map(([name, value]) => `${name} ${show(value)}`);
    found.set(idOf(schema, definitions), { keyword, text: text.join(' ') });
  };
  for (const { schema } of layers) {
    const { not, contains, oneOf, uniqueItems } = schema;
    if (not !== undefined && !isNever(schema)) add('not', { not });
    if (contains !== undefined) add('contains', { contains });
    if (oneOf !== undefined && isExclusive(schema)) add('oneOf', { oneOf });
    if (uniqueItems === true) add('uniqueItems', { uniqueItems });
    if (schema.then === undefined && schema.else === undefined) continue;
    const choice = Object.entries(schema).filter(([keyword]) => CHOICE.has(keyword));
    if (schema.if !== undefined) add('if', Object.fromEntries(choice));
  }
  return found;
};

const shapeOf = (layers: Layers, scope: Scope): Shape => {
  let types: ReadonlySet<string> | undefined;
  let values: readonly string[] | undefined;
  for (const { schema } of layers) {
    types = both(types, typesOfLayer(schema), sharedTypes);
    values = both(values, valuesOf(schema)?.map(canonical), (a, b) =>
      a.filter((value) => b.includes(value)),
    );
  }
  const patterns = layers.flatMap(({ schema: { pattern, format } }) => [
    ...(pattern === undefined ? [] : [pattern]),
    ...(format === undefined ? [] : [`the format ${format}`]),
  ]);
  const length = Math.max(0, ...layers.map(({ schema }) => schema.prefixItems?.length ?? 0));
  return {
    layers,
    types,
    values,
    known: layers.flatMap(({ schema }) => schema['x-open-enum'] ?? []),
    required: new Set(layers.flatMap(({ schema }) => schema.required ?? [])),
    members: maps(layers, 'properties'),
    prefix: Array.from({ length }, (_, index) => itemsAt(layers, index)),
    items: sets(layers, 'items'),
    records: sets(layers, 'additionalProperties'),
    keys: sets(layers, 'propertyNames'),
    named: maps(layers, 'patternProperties'),
    dependencies: maps(layers, 'dependencies'),
    limits: limitsOf(layers),
    patterns: [...new Set(patterns)].sort(),
    factors: layers.flatMap(({ schema }) => schema.multipleOf ?? []),
    conditions: layers.flatMap(({ schema }) => conditionsOf(schema)),
    others: othersOf(layers, scope),
  };
};

/** The schemas of a member that a shape does not name. */
export const unnamed = ({ named, records }: Shape, name: string): readonly Place[] => {
  const found = [...named].flatMap(([pattern, places]) => (matches(pattern, name) ? places : []));
  return found.length > 0 ? found : records;
};

/** Returns the alternatives of several schemas that all apply. */
export const shapesOf = (places: readonly Place[], scope: Scope): readonly Shape[] =>
  places
    .map(createLayers(scope))
    .reduce(join, [[]])
    .map((layers) => shapeOf(layers, scope));

/** Splits alternatives by type, so that `["string", "null"]` equals an `anyOf`. */
export const byType = (shapes: readonly Shape[]): readonly Shape[] =>
  shapes.flatMap((shape) => {
    const { types, values } = shape;
    if (types === undefined || types.size < 2) return [shape];
    const one = (type: string): Shape => ({
      ...shape,
      types: new Set([type]),
      values: values?.filter((value) => typeOfValue(JSON.parse(value) as Json) === type),
    });
    return [...types].sort().map(one);
  });
