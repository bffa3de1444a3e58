import type { Schema } from '../../generated/schemas.js';
import { TestingError } from '../../testing-error.js';
import { both, definitionOf, understood, type Definitions } from './schema.js';

const TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;

type JsonType = (typeof TYPES)[number] | 'integer';

/** A schema with `$ref` and `allOf` taken in: all of it, or one of the ways that its `anyOf` opens. */
export interface Shape {
  readonly types: readonly JsonType[];
  /** Nothing is asked of the value. */
  readonly free: boolean;
  readonly values: Schema['enum'];
  readonly required: readonly string[];
  readonly members: ReadonlyMap<string, Schema>;
  /** What all other members are; without it they may be anything. */
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

/** Bounds, both of which are allowed themselves. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

const ASKING = [
  ...['type', 'required', 'properties', 'additionalProperties', 'propertyNames', 'items', 'enum'],
  ...['const', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems'],
];

/** Whether a schema says nothing but words and annotations. */
export const asksNothing = (schema: Schema): boolean =>
  ![...ASKING, '$ref', 'allOf', 'anyOf'].some((keyword) => keyword in schema);

const own = (schema: Schema): Shape => ({
  types: schema.type === undefined ? TYPES : ([schema.type].flat() as readonly JsonType[]),
  free: !ASKING.some((keyword) => keyword in schema),
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

/** What both ask for. Of annotations, those of the first, which stands further out, count. */
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
 * The ways in which a value can be valid; none if a schema contradicts itself.
 *
 * @throws `TestingError` `SCHEMA_UNSUPPORTED` for a keyword that is not known, a definition that is
 *   not there, and one that is its own
 */
export const shapesOf = (
  schema: Schema,
  definitions: Definitions,
  within: readonly string[] = [],
): readonly Shape[] => {
  const { $ref: title, allOf = [], anyOf } = understood(schema);
  if (title !== undefined) {
    if (within.includes(title)) {
      throw new TestingError(
        'SCHEMA_UNSUPPORTED',
        `$ref: expected an end, received "${title}" again`,
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
