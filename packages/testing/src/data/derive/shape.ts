import type { Schema } from '../../generated/schemas.js';
import { TestingError } from '../../testing-error.js';
import { both, checkKeywords, definitionOf, type Definitions } from './schema.js';

const TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;

type JsonType = (typeof TYPES)[number] | 'integer';

/** A schema with `$ref` and `allOf` resolved: the whole schema, or one alternative of its `anyOf`. */
export interface Shape {
  readonly types: readonly JsonType[];
  /** Whether there is no constraint on the value. */
  readonly free: boolean;
  readonly values: Schema['enum'];
  readonly required: readonly string[];
  readonly members: ReadonlyMap<string, Schema>;
  /** The schema of all other members; without it they may be anything. */
  readonly rest: Schema | undefined;
  readonly names: Schema | undefined;
  readonly items: Schema | undefined;
  readonly length: Range;
  readonly size: Range;
  readonly range: Range;
  readonly patterns: readonly string[];
  readonly personal: Schema['x-personal'];
  readonly open: Schema['x-open-enum'];
  readonly unit: Schema['x-unit'];
}

/** Inclusive bounds. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

const CONSTRAINTS = [
  ...['type', 'required', 'properties', 'additionalProperties', 'propertyNames', 'items', 'enum'],
  ...['const', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems'],
];

/** Returns whether a schema has annotations only. */
export const hasNoConstraints = (schema: Schema): boolean =>
  ![...CONSTRAINTS, '$ref', 'allOf', 'anyOf'].some((keyword) => keyword in schema);

const own = (schema: Schema): Shape => ({
  types: schema.type === undefined ? TYPES : ([schema.type].flat() as readonly JsonType[]),
  free: !CONSTRAINTS.some((keyword) => keyword in schema),
  values: schema.const === undefined ? schema.enum : [schema.const],
  required: schema.required ?? [],
  members: new Map(Object.entries(schema.properties ?? {})),
  rest: schema.additionalProperties,
  names: schema.propertyNames,
  items: schema.items,
  length: { min: schema.minLength ?? 0, max: schema.maxLength ?? Infinity },
  size: { min: schema.minItems ?? 0, max: schema.maxItems ?? Infinity },
  range: { min: schema.minimum ?? -Infinity, max: schema.maximum ?? Infinity },
  patterns: schema.pattern === undefined ? [] : [schema.pattern],
  personal: schema['x-personal'],
  open: schema['x-open-enum'],
  unit: schema['x-unit'],
});

const has = (types: readonly JsonType[], type: JsonType): boolean =>
  types.includes(type) || (type === 'integer' && types.includes('number'));

const common = (a: readonly JsonType[], b: readonly JsonType[]): readonly JsonType[] => {
  const shared = [...new Set([...a, ...b])].filter((type) => has(a, type) && has(b, type));
  return shared.filter((type) => type !== 'integer' || !shared.includes('number'));
};

const narrower = (a: Range, b: Range): Range => ({
  min: Math.max(a.min, b.min),
  max: Math.min(a.max, b.max),
});

const members = (a: Shape, b: Shape): ReadonlyMap<string, Schema> => {
  const names = new Set([...a.members.keys(), ...b.members.keys()]);
  const memberOf = (name: string): Schema =>
    both(a.members.get(name) ?? a.rest, b.members.get(name) ?? b.rest) as Schema;
  return new Map([...names].map((name) => [name, memberOf(name)]));
};

/** Combines the constraints of both. The annotations of the first, outer schema take precedence. */
const merge = (a: Shape, b: Shape): Shape => ({
  types: common(a.types, b.types),
  free: a.free && b.free,
  values:
    a.values && b.values
      ? a.values.filter((one) => b.values?.includes(one))
      : (a.values ?? b.values),
  required: [...new Set([...a.required, ...b.required])],
  members: members(a, b),
  rest: both(a.rest, b.rest),
  names: both(a.names, b.names),
  items: both(a.items, b.items),
  length: narrower(a.length, b.length),
  size: narrower(a.size, b.size),
  range: narrower(a.range, b.range),
  patterns: [...a.patterns, ...b.patterns],
  personal: a.personal ?? b.personal,
  open: a.open ?? b.open,
  unit: a.unit ?? b.unit,
});

const product = (some: readonly Shape[], others: readonly Shape[]): readonly Shape[] =>
  some
    .flatMap((one) => others.map((other) => merge(one, other)))
    .filter(({ types, values }) => types.length > 0 && values?.length !== 0);

/**
 * Returns the alternatives in which a value can be valid; none if a schema contradicts itself.
 *
 * @throws `TestingError` `SCHEMA_UNSUPPORTED` for an unknown keyword, a missing definition, and a
 *   definition that refers to itself
 */
export const shapesOf = (
  schema: Schema,
  definitions: Definitions,
  within: readonly string[] = [],
): readonly Shape[] => {
  const { $ref: title, allOf = [], anyOf } = checkKeywords(schema);
  if (title !== undefined) {
    if (within.includes(title)) {
      throw new TestingError(
        'SCHEMA_UNSUPPORTED',
        `$ref: expected a definition without recursion, received "${title}", which refers to itself`,
      );
    }
    return shapesOf(definitionOf(title, definitions), definitions, [...within, title]);
  }
  const ways = (sub: Schema): readonly Shape[] => shapesOf(sub, definitions, within);
  const base = allOf.reduce<readonly Shape[]>(
    (some, sub) => product(some, ways(sub)),
    [own(schema)],
  );
  return anyOf ? product(base, anyOf.flatMap(ways)) : base;
};
