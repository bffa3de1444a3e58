import type { Schema } from '../../generated/schemas.js';
import {
  allOf,
  checkKeywords,
  circular,
  definitionOf,
  isNever,
  isSame,
  NEVER,
  regExpOf,
  type Definitions,
} from './schema.js';

const TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;

type JsonType = (typeof TYPES)[number] | 'integer';

/** What one schema demands of the members of an object. */
interface Members {
  readonly named: ReadonlyMap<string, Schema>;
  readonly patterns: ReadonlyMap<string, Schema>;
  /** The schema of all other members; without it they may be anything. */
  readonly rest: Schema | undefined;
}

/** What one schema demands of the items of a list. */
interface Items {
  readonly first: readonly Schema[];
  readonly rest: Schema | undefined;
}

/** A schema with `$ref` and `allOf` resolved: the whole schema, or one of its alternatives. */
export interface Shape {
  readonly types: readonly JsonType[];
  /** Whether there is no constraint on the value. */
  readonly free: boolean;
  /** Whether values that are made of the rest of the shape may still be invalid. */
  readonly loose: boolean;
  readonly values: Schema['enum'];
  readonly required: readonly string[];
  readonly members: readonly Members[];
  readonly names: Schema | undefined;
  /** How many members. */
  readonly count: Range;
  readonly items: readonly Items[];
  readonly unique: boolean;
  readonly length: Range;
  readonly size: Range;
  readonly range: Range;
  readonly steps: readonly number[];
  readonly patterns: readonly string[];
  readonly formats: readonly string[];
  readonly personal: Schema['x-personal'];
  readonly open: Schema['x-open-enum'];
  readonly unit: Schema['x-unit'];
}

/** Inclusive bounds. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

const SUBSCHEMAS = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'dependencies', 'contains'] as const;

const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['$schema', 'title', 'description', 'examples', 'deprecated', 'then', 'else'],
  ...[
    'x-deprecated',
    'x-personal',
    'x-open-enum',
    'x-unit',
    'x-versions',
    'x-wires',
    ...SUBSCHEMAS,
  ],
]);

const isConstraint = (keyword: string): boolean => !ANNOTATIONS.has(keyword);

/** Returns whether a schema has annotations only. */
export const hasNoConstraints = (schema: Schema): boolean =>
  !Object.keys(schema).some(isConstraint) && !SUBSCHEMAS.some((keyword) => keyword in schema);

/** The next number after a finite one, away from zero or towards it. */
const neighbour = (value: number, step: 1n | -1n): number => {
  if (value === 0) return Number(step) * Number.MIN_VALUE;
  const bits = new BigInt64Array(1);
  const numbers = new Float64Array(bits.buffer);
  numbers[0] = value;
  bits[0] = (bits[0] as bigint) + (value > 0 ? step : -step);
  return numbers[0];
};

const rangeOf = (schema: Schema): Range => {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum, exclusiveMaximum } = schema;
  return {
    min: Math.max(
      minimum,
      exclusiveMinimum === undefined ? -Infinity : neighbour(exclusiveMinimum, 1n),
    ),
    max: Math.min(
      maximum,
      exclusiveMaximum === undefined ? Infinity : neighbour(exclusiveMaximum, -1n),
    ),
  };
};

const entriesOf = (schemas: Readonly<Record<string, Schema>> = {}): ReadonlyMap<string, Schema> =>
  new Map(Object.entries(schemas));

const own = (schema: Schema): Shape => {
  const { type, properties, patternProperties, additionalProperties, prefixItems, items } = schema;
  return {
    types: type === undefined ? TYPES : ([type].flat() as readonly JsonType[]),
    free: !Object.keys(schema).some(isConstraint),
    loose:
      schema.uniqueItems === true ||
      ['oneOf', 'not', 'if', 'minProperties', 'maxProperties'].some((keyword) => keyword in schema),
    values: schema.const === undefined ? schema.enum : [schema.const],
    required: schema.required ?? [],
    members:
      properties || patternProperties || additionalProperties
        ? [
            {
              named: entriesOf(properties),
              patterns: entriesOf(patternProperties),
              rest: additionalProperties,
            },
          ]
        : [],
    names: schema.propertyNames,
    count: { min: schema.minProperties ?? 0, max: schema.maxProperties ?? Infinity },
    items: prefixItems || items ? [{ first: prefixItems ?? [], rest: items }] : [],
    unique: schema.uniqueItems === true,
    length: { min: schema.minLength ?? 0, max: schema.maxLength ?? Infinity },
    size: { min: schema.minItems ?? 0, max: schema.maxItems ?? Infinity },
    range: rangeOf(schema),
    steps: schema.multipleOf === undefined ? [] : [schema.multipleOf],
    patterns: schema.pattern === undefined ? [] : [schema.pattern],
    formats: schema.format === undefined ? [] : [schema.format],
    personal: schema['x-personal'],
    open: schema['x-open-enum'],
    unit: schema['x-unit'],
  };
};

/** Returns all schemas of a member; `undefined` if it may be anything. */
export const memberOf = ({ members }: Shape, name: string): Schema | undefined =>
  allOf(
    members.flatMap(({ named, patterns, rest }) => {
      const matching = [...patterns].filter(([pattern]) => regExpOf(pattern).test(name));
      const found = [named.get(name), ...matching.map(([, schema]) => schema)];
      const isKnown = found.some((schema) => schema !== undefined);
      return isKnown ? found : [rest];
    }),
  );

/** Returns all schemas of the members that no schema names, and whose names match only this pattern, if any. */
export const othersOf = ({ members }: Shape, pattern?: string): Schema | undefined =>
  allOf(
    members.map(({ patterns, rest }) =>
      pattern === undefined ? rest : (patterns.get(pattern) ?? rest),
    ),
  );

/** Returns the patterns of the names of members. */
export const patternsOf = ({ members }: Shape): readonly string[] => [
  ...new Set(members.flatMap(({ patterns }) => [...patterns.keys()])),
];

/** Returns the names of members with schemas, and of those that are required. */
export const namesOf = ({ members, required }: Shape): ReadonlySet<string> =>
  new Set([...required, ...members.flatMap(({ named }) => [...named.keys()])]);

/** Returns all schemas of an item; `undefined` if it may be anything. */
export const itemOf = ({ items }: Shape, index: number): Schema | undefined =>
  allOf(items.map(({ first, rest }) => first[index] ?? rest));

/** Returns how many of the first items have schemas of their own. */
export const firstOf = ({ items }: Shape): number =>
  Math.max(0, ...items.map(({ first }) => first.length));

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

const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] => [...new Set([...a, ...b])];

/** Whether a shape adds nothing to another one. */
const isNeutral = ({ free, loose, personal, open, unit }: Shape): boolean =>
  free && !loose && personal === undefined && open === undefined && unit === undefined;

/** Combines the constraints of both. The annotations of the first, outer schema take precedence. */
const merge = (a: Shape, b: Shape): Shape => {
  if (a === b || isNeutral(b)) return a;
  return isNeutral(a) ? b : combine(a, b);
};

const combine = (a: Shape, b: Shape): Shape => ({
  types: common(a.types, b.types),
  free: a.free && b.free,
  loose: a.loose || b.loose,
  values:
    a.values && b.values
      ? a.values.filter((one) => b.values?.some((other) => isSame(one, other)))
      : (a.values ?? b.values),
  required: union(a.required, b.required),
  members: union(a.members, b.members),
  names: allOf([a.names, b.names]),
  count: narrower(a.count, b.count),
  items: union(a.items, b.items),
  unique: a.unique || b.unique,
  length: narrower(a.length, b.length),
  size: narrower(a.size, b.size),
  range: narrower(a.range, b.range),
  steps: union(a.steps, b.steps),
  patterns: union(a.patterns, b.patterns),
  formats: union(a.formats, b.formats),
  personal: a.personal ?? b.personal,
  open: a.open ?? b.open,
  unit: a.unit ?? b.unit,
});

/** Returns whether a required member cannot have one of the values that its schemas list. */
const isTagMissing = ({ members, required }: Shape): boolean =>
  members.length > 1 &&
  required.some((name) => {
    const lists = members.flatMap(({ named }) => {
      const schema = named.get(name);
      const values = schema?.const === undefined ? schema?.enum : [schema.const];
      return values ? [values] : [];
    });
    const [first, ...others] = lists;
    return first?.every((one) => others.some((list) => !list.some((other) => isSame(one, other))));
  });

const isPossible = (shape: Shape): boolean =>
  shape.types.length > 0 && shape.values?.length !== 0 && !isTagMissing(shape);

/** More alternatives than any data needs: a product of many lists would have millions. */
const MOST = 60;

const fewer = <T>(list: readonly T[], most: number): readonly T[] =>
  list.length <= most
    ? list
    : Array.from({ length: most }, (_, at) => list[Math.floor((at * list.length) / most)] as T);

const product = (some: readonly Shape[], others: readonly Shape[]): readonly Shape[] => {
  const most = Math.max(MOST, some.length, others.length);
  return fewer(
    [...new Set(some.flatMap((one) => others.map((other) => merge(one, other))))].filter(
      isPossible,
    ),
    most,
  );
};

/** A schema of objects without this member, and of all other values. */
const absent = (name: string): Schema => ({ properties: { [name]: NEVER } });

const OBJECT: Schema = { type: 'object' };

/** For some keywords, the schemas of the values that break it. */
const DENIALS: {
  readonly [Keyword in keyof Schema]?: (value: NonNullable<Schema[Keyword]>) => readonly Schema[];
} = {
  type: (type) => [{ type: TYPES.filter((one) => ![type].flat().includes(one)) }],
  required: (names) => names.map((name) => ({ allOf: [OBJECT, absent(name)] })),
  properties: (properties) =>
    Object.entries(properties).map(([name, schema]) => ({
      allOf: [{ ...OBJECT, required: [name] }, { properties: { [name]: { not: schema } } }],
    })),
  items: (items) => [{ type: 'array', minItems: 1, items: { not: items } }],
  allOf: (schemas) => schemas.map((schema) => ({ not: schema })),
  anyOf: (schemas) => [{ allOf: schemas.map((schema) => ({ not: schema })) }],
  not: (schema) => [schema],
  minimum: (limit) => [{ type: 'number', exclusiveMaximum: limit }],
  maximum: (limit) => [{ type: 'number', exclusiveMinimum: limit }],
  exclusiveMinimum: (limit) => [{ type: 'number', maximum: limit }],
  exclusiveMaximum: (limit) => [{ type: 'number', minimum: limit }],
  minLength: (limit) => [{ type: 'string', maxLength: limit - 1 }],
  maxLength: (limit) => [{ type: 'string', minLength: limit + 1 }],
  minItems: (limit) => [{ type: 'array', maxItems: limit - 1 }],
  maxItems: (limit) => [{ type: 'array', minItems: limit + 1 }],
  minProperties: (limit) => [{ ...OBJECT, maxProperties: limit - 1 }],
  maxProperties: (limit) => [{ ...OBJECT, minProperties: limit + 1 }],
};

/** Returns alternatives for the values that a schema refuses; what remains is found by trying. */
const denied = (schema: Schema): readonly Schema[] => {
  const known = Object.entries(schema).flatMap(([keyword, value]) => {
    const deny = DENIALS[keyword as keyof Schema] as
      ((value: unknown) => readonly Schema[]) | undefined;
    return deny?.(value) ?? [];
  });
  const isAll = Object.keys(schema).every((keyword) => keyword in DENIALS);
  return isAll && known.length > 0 ? known : [...known, {}];
};

/** Where in a list the item is that `contains` asks for. */
const containing = (contains: Schema, first: number): readonly Schema[] =>
  Array.from({ length: Math.min(first, 3) + 2 }, (_, index) => ({
    type: 'array',
    minItems: index + 1,
    prefixItems: [...Array.from({ length: index }, () => ({})), contains],
  }));

/** Returns for each of a schema's keywords with subschemas the alternatives that it leaves. */
const choicesOf = (schema: Schema): readonly (readonly Schema[])[] => {
  const { anyOf, oneOf, not, contains, dependencies = {} } = schema;
  const { if: condition, then = {}, else: otherwise = {} } = schema;
  return [
    ...(schema.allOf ?? []).map((sub) => [sub]),
    ...(anyOf ? [anyOf] : []),
    ...(oneOf ? [oneOf] : []),
    ...(condition
      ? [
          [
            { allOf: [condition, then] },
            ...denied(condition).map((other) => ({ allOf: [other, otherwise] })),
          ],
        ]
      : []),
    ...Object.entries(dependencies).map(([name, sub]) => [
      absent(name),
      { allOf: [{ ...OBJECT, required: [name] }, sub] },
    ]),
    ...(contains
      ? [
          [
            { type: TYPES.filter((type) => type !== 'array') },
            ...containing(contains, schema.prefixItems?.length ?? 0),
          ],
        ]
      : []),
    ...(not ? [denied(not)] : []),
  ];
};

const known = new WeakMap<Definitions, WeakMap<Schema, readonly Shape[]>>();

/**
 * Returns the alternatives in which a value can be valid; none if a schema contradicts itself.
 *
 * @throws `TestingError` `SCHEMA_UNSUPPORTED` for an unknown keyword, a missing definition, and a
 *   definition that refers to itself for the same value
 */
export const shapesOf = (
  schema: Schema,
  definitions: Definitions,
  within: readonly string[] = [],
): readonly Shape[] => {
  const memo = known.get(definitions) ?? new WeakMap<Schema, readonly Shape[]>();
  known.set(definitions, memo);
  const found = memo.get(schema) ?? shapes(schema, definitions, within);
  memo.set(schema, found);
  return found;
};

const shapes = (
  schema: Schema,
  definitions: Definitions,
  within: readonly string[],
): readonly Shape[] => {
  const { $ref: title } = checkKeywords(schema);
  if (title !== undefined) {
    if (within.includes(title)) throw circular(title);
    return shapesOf(definitionOf(title, definitions), definitions, [...within, title]);
  }
  if (isNever(schema)) return [];
  return choicesOf(schema).reduce<readonly Shape[]>(
    (some, choices) =>
      product(some, [...new Set(choices.flatMap((sub) => shapesOf(sub, definitions, within)))]),
    [own(schema)].filter(isPossible),
  );
};
