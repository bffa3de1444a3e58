import type { Json } from '../json.js';
import { valuesOf, type Schema } from '../schema.js';
import { within, type Definitions, type Place } from './place.js';

/** The limit keywords, and whether a greater number allows fewer values. */
export const LIMITS = {
  minLength: 'least',
  maxLength: 'most',
  minimum: 'least',
  maximum: 'most',
  minItems: 'least',
  maxItems: 'most',
} as const;

export type Limit = keyof typeof LIMITS;

/** One alternative of a schema after references, `allOf` and `anyOf` are resolved. */
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
  readonly items: readonly Place[];
  /** The schemas of a record's values and keys. */
  readonly records: readonly Place[];
  readonly keys: readonly Place[];
  readonly limits: ReadonlyMap<Limit, number>;
  readonly patterns: readonly string[];
  /** Lists of alternative sets of required members, as JSON: of each list, one set is needed. */
  readonly conditions: readonly (readonly string[])[];
}

const typeOfValue = (value: Json): string => (value === null ? 'null' : typeof value);

const isCondition = (schema: Schema): boolean =>
  Object.keys(schema).every((keyword) => keyword === 'required' || keyword === 'description');

const conditionsOf = (schema: Schema): readonly (readonly string[])[] =>
  schema.anyOf?.every(isCondition) === true
    ? [schema.anyOf.map(({ required = [] }) => JSON.stringify([...required].sort())).sort()]
    : [];

/** Combinations of branches to compare one by one; inclusion.ts proves more about others. */
const MAX_ALTERNATIVES = 64;

/** Returns every combination of one branch of each `anyOf`, as lists of schemas that all apply. */
const layersOf = (
  place: Place,
  definitions: Definitions,
  paired: ReadonlySet<string>,
): readonly (readonly Place[])[] => {
  const { schema } = place;
  if (schema.$ref !== undefined) {
    const definition = definitions.get(schema.$ref);
    if (definition === undefined) return [[]];
    const isAnchored = place.isAnchored === true || !paired.has(schema.$ref);
    const inner = isAnchored
      ? { ...place, schema: definition.schema, isAnchored }
      : { schema: definition.schema, file: definition.file, pointer: '' };
    return layersOf(inner, definitions, paired);
  }
  const join = (
    these: readonly (readonly Place[])[],
    those: readonly (readonly Place[])[],
  ): readonly (readonly Place[])[] =>
    these.length * those.length > MAX_ALTERNATIVES
      ? these
      : these.flatMap((one) => those.map((other) => [...one, ...other]));
  const branchesOf = (keyword: 'allOf' | 'anyOf'): readonly (readonly (readonly Place[])[])[] =>
    (schema[keyword] ?? []).map((branch, index) =>
      layersOf(within(place, branch, keyword, String(index)), definitions, paired),
    );
  const all = branchesOf('allOf').reduce(join, [[place]]);
  const any = conditionsOf(schema).length > 0 ? [] : branchesOf('anyOf').flat();
  return any.length === 0 || any.length > MAX_ALTERNATIVES ? all : join(all, any);
};

const both = <T>(
  one: T | undefined,
  other: T | undefined,
  join: (a: T, b: T) => T,
): T | undefined => (one === undefined ? other : other === undefined ? one : join(one, other));

const typesOfLayer = (schema: Schema): ReadonlySet<string> | undefined => {
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

const shapeOf = (layers: readonly Place[]): Shape => {
  const members = new Map<string, readonly Place[]>();
  const limits = new Map<Limit, number>();
  const patterns = new Set<string>();
  let types: ReadonlySet<string> | undefined;
  let values: readonly string[] | undefined;
  for (const layer of layers) {
    const { schema } = layer;
    types = both(types, typesOfLayer(schema), sharedTypes);
    values = both(
      values,
      valuesOf(schema)?.map((value) => JSON.stringify(value)),
      (a, b) => a.filter((value) => b.includes(value)),
    );
    for (const [name, sub] of Object.entries(schema.properties ?? {})) {
      members.set(name, [...(members.get(name) ?? []), within(layer, sub, 'properties', name)]);
    }
    for (const [limit, kind] of Object.entries(LIMITS) as [Limit, 'least' | 'most'][]) {
      const strictest = kind === 'least' ? Math.max : Math.min;
      const joined = both(limits.get(limit), schema[limit], (a, b) => strictest(a, b));
      if (joined !== undefined) limits.set(limit, joined);
    }
    if (schema.pattern !== undefined) patterns.add(schema.pattern);
  }
  return {
    layers,
    types,
    values,
    known: layers.flatMap(({ schema }) => schema['x-open-enum'] ?? []),
    required: new Set(layers.flatMap(({ schema }) => schema.required ?? [])),
    members,
    items: sets(layers, 'items'),
    records: sets(layers, 'additionalProperties'),
    keys: sets(layers, 'propertyNames'),
    limits,
    patterns: [...patterns].sort(),
    conditions: layers.flatMap(({ schema }) => conditionsOf(schema)),
  };
};

/** Returns the alternatives of several schemas that all apply. */
export const shapesOf = (
  places: readonly Place[],
  definitions: Definitions,
  paired: ReadonlySet<string>,
): readonly Shape[] =>
  places
    .map((place) => layersOf(place, definitions, paired))
    .reduce(
      (these, those) =>
        these.length * those.length > MAX_ALTERNATIVES
          ? these
          : these.flatMap((one) => those.map((other) => [...one, ...other])),
      [[]],
    )
    .map(shapeOf);

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
