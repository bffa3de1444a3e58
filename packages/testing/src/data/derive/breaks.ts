import { isObject } from '@jackfield/plugin-kit/json';
import { leastCommonMultiple, times } from '@jackfield/plugin-kit/multiples';
import type { Schema } from '../../generated/schemas.js';
import { accepts, type Constraint } from './issues.js';
import { typedValue, type Place } from './places.js';
import { isNever, lengthOf, type Definitions } from './schema.js';
import { itemOf, memberOf, namesOf, patternsOf, shapesOf } from './shape.js';
import { matching, witnessOf } from './witness.js';

const CONSTRAINTS = [
  ...(['type', 'enum', 'const', 'anyOf', 'oneOf', 'not', 'minLength', 'maxLength'] as const),
  ...(['pattern', 'format', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const),
  ...([
    'multipleOf',
    'minItems',
    'maxItems',
    'contains',
    'minProperties',
    'maxProperties',
  ] as const),
] as const satisfies readonly (keyof Schema)[];

/** A member that no schema names. */
export const ADDED = 'added';

/** Returns the constraints of a schema itself, without its subschemas. */
export const constraintsOf = (schema: Schema): readonly Constraint[] => {
  const { additionalProperties, prefixItems, items } = schema;
  return [
    ...CONSTRAINTS.filter((keyword) => keyword in schema).map((keyword) => ({ schema, keyword })),
    ...(schema.uniqueItems === true ? [{ schema, keyword: 'uniqueItems' } as const] : []),
    ...(additionalProperties && isNever(additionalProperties)
      ? [{ schema, keyword: 'additionalProperties' } as const]
      : []),
    ...(prefixItems && items && isNever(items) ? [{ schema, keyword: 'items' } as const] : []),
    ...(schema.required ?? []).map((member) => ({ schema, keyword: 'required', member }) as const),
  ];
};

/** Values of each type, and values close to another type. */
const VARIED = ['no such value', 42, 1.5, true, false, null, {}, [], ''] as const;

/** Returns strings of a length; one of them may also match a pattern. */
const sized = (text: string, length: number): readonly string[] => {
  if (length < 0) return [];
  const letters = text === '' ? [] : Array.from(text.repeat(Math.ceil(length / lengthOf(text))));
  return [letters.slice(0, length).join(''), 'x'.repeat(length), '1'.repeat(length)];
};

/** Returns strings with one character more or less, and strings that match few patterns. */
const unlike = (text: string): readonly string[] => [
  ...[`${text}!`, `!${text}`, text.slice(1), text.slice(0, -1)],
  ...['', ' ', '!', 'x', 'X', '0', '\n', 'x'.repeat(1_000)],
];

const resized = (items: readonly unknown[], length: number): readonly unknown[] =>
  length < 0 ? [] : [Array.from({ length }, (_, index) => items[index % items.length])];

const without = (value: unknown, member: string): readonly unknown[] => {
  if (!isObject(value)) return [];
  const { [member]: _left, ...rest } = value;
  return [rest];
};

/** Returns the `enum` and `const` values of a schema and all its subschemas. */
const literalsIn = (schema: unknown): readonly unknown[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const { enum: values = [], const: only } = schema as Schema;
  return [...values, only, ...Object.values(schema).flatMap(literalsIn)];
};

const otherValues = ({ value, whole }: Place): readonly unknown[] => [
  ...(typeof value === 'number' ? [value + 0.5, 4_711] : []),
  ...VARIED,
  ...literalsIn(whole).filter((literal) => literal !== undefined),
  ...(isObject(value) ? Object.keys(value).flatMap((member) => without(value, member)) : []),
];

const otherTexts = (place: Place, text: string, definitions: Definitions): readonly string[] => {
  const patterns = shapesOf(place.whole, definitions).flatMap((shape) => shape.patterns);
  return [...unlike(text), ...patterns.flatMap(matching)];
};

/** Returns a value of an item behind those of a list. */
const nextOf = (list: readonly unknown[], { whole }: Place, definitions: Definitions): unknown =>
  shapesOf(whole, definitions)
    .map((shape) => witnessOf(itemOf(shape, list.length) ?? {}, definitions)?.value)
    .find((value) => value !== undefined);

const longer = (
  list: readonly unknown[],
  length: number,
  place: Place,
  definitions: Definitions,
): readonly unknown[] => {
  const items = [...list];
  while (items.length < length) items.push(nextOf(items, place, definitions));
  return items;
};

/** Returns objects with more members, named or not. */
const wider = (
  object: Readonly<Record<string, unknown>>,
  count: number,
  { whole }: Place,
  definitions: Definitions,
): readonly unknown[] =>
  shapesOf(whole, definitions).map((shape) => {
    const more = Array.from({ length: count }, (_, index) => `member${index}`);
    const names = [...namesOf(shape), ...patternsOf(shape).flatMap(matching), ...more];
    const added: (readonly [string, unknown])[] = [];
    for (const name of new Set(names)) {
      if (Object.keys(object).length + added.length >= count) break;
      const found = Object.hasOwn(object, name)
        ? undefined
        : witnessOf(memberOf(shape, name) ?? {}, definitions);
      if (found) added.push([name, found.value]);
    }
    return Object.fromEntries([...Object.entries(object), ...added]);
  });

const narrower = (object: Readonly<Record<string, unknown>>, count: number): readonly unknown[] => {
  const entries = Object.entries(object);
  return count < 0
    ? []
    : [entries.slice(0, count), entries.slice(-count || entries.length)].map((some) =>
        Object.fromEntries(some),
      );
};

/** Returns values that a schema without one keyword accepts, and that other schemas accept. */
const lacking = (
  schema: Schema,
  keywords: readonly (keyof Schema)[],
  others: readonly Schema[],
  definitions: Definitions,
): readonly unknown[] => {
  const left = Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword as keyof Schema)),
  );
  const found = [{ allOf: [left, ...others] }, { allOf: others }].map((one) =>
    witnessOf(one, definitions),
  );
  return found.flatMap((witness) => (witness ? [witness.value] : []));
};

/** Returns values that break a limit of strings, numbers, lists or objects, a choice, or a required member. */
const beyond = (
  { schema, keyword, member }: Constraint,
  place: Place,
  definitions: Definitions,
): readonly unknown[] => {
  const { minLength = 0, maxLength = 0, minItems = 0, maxItems = 0 } = schema;
  const { minimum = 0, maximum = 0, exclusiveMinimum = 0, exclusiveMaximum = 0 } = schema;
  const { multipleOf = 1, minProperties = 0, maxProperties = 0, prefixItems = [] } = schema;
  const { oneOf = [], not = {}, contains = {} } = schema;
  const of = (type: 'object' | 'array' | 'string' | 'number'): unknown =>
    typedValue(place, type, definitions);
  /** Returns numbers that all schemas there take for a multiple; `countOf` returns how many units each is. */
  const multiples = (countOf: (unit: number) => number): readonly number[] =>
    shapesOf(place.whole, definitions)
      .map(({ steps }) => leastCommonMultiple(steps))
      .map((unit) => times(countOf(unit), unit));
  const text = (): string => (of('string') ?? '') as string;
  const list = (): readonly unknown[] => (of('array') ?? []) as readonly unknown[];
  const object = (): Readonly<Record<string, unknown>> =>
    (of('object') ?? {}) as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'required':
      return without(of('object'), member as string);
    case 'minLength':
      return sized(text(), minLength - 1);
    case 'maxLength':
      return sized(text(), maxLength + 1);
    case 'pattern':
    case 'format':
      return otherTexts(place, text(), definitions);
    case 'minimum':
      return [minimum - 1, minimum - 0.5, ...multiples((unit) => Math.ceil(minimum / unit) - 1)];
    case 'maximum':
      return [maximum + 1, maximum + 0.5, ...multiples((unit) => Math.floor(maximum / unit) + 1)];
    case 'exclusiveMinimum':
      return [exclusiveMinimum, ...multiples((unit) => Math.floor(exclusiveMinimum / unit))];
    case 'exclusiveMaximum':
      return [exclusiveMaximum, ...multiples((unit) => Math.ceil(exclusiveMaximum / unit))];
    case 'multipleOf': {
      const value = (of('number') ?? 0) as number;
      const steps = shapesOf(place.whole, definitions).flatMap((shape) => shape.steps);
      return [multipleOf / 2, -multipleOf / 2, 1, 0.5, ...steps].map((step) => value + step);
    }
    case 'minItems':
      return resized(list(), minItems - 1);
    case 'maxItems':
      return [
        ...resized([nextOf([], place, definitions)], maxItems + 1),
        longer(list(), maxItems + 1, place, definitions),
      ];
    case 'items':
      return [
        longer(
          longer(list(), prefixItems.length, place, definitions),
          prefixItems.length + 1,
          place,
          definitions,
        ).map((item) => item ?? null),
      ];
    case 'contains': {
      const others = list().filter((item) => !accepts(contains, item, definitions));
      const [other] = lacking({}, [], [{ not: contains }], definitions);
      return [others, [], ...resized(others, list().length), list().map(() => other)];
    }
    case 'uniqueItems': {
      const [first = nextOf([], place, definitions), ...rest] = list();
      return [
        [first, first, ...rest],
        [first, first, ...rest.slice(1)],
      ];
    }
    case 'minProperties':
      return narrower(object(), minProperties - 1);
    case 'maxProperties':
      return wider(object(), maxProperties + 1, place, definitions);
    case 'additionalProperties':
      return [{ ...object(), [ADDED]: true }];
    case 'oneOf':
      return oneOf.flatMap((one, index) =>
        oneOf
          .slice(index + 1)
          .flatMap((other) => lacking(schema, ['oneOf'], [one, other], definitions)),
      );
    case 'not':
      return isNever(schema) ? [place.value] : lacking(schema, ['not'], [not], definitions);
    default:
      return [];
  }
};

/** Returns values that may break a constraint, derived from a valid one; the likeliest first. */
export const breaksOf = (
  constraint: Constraint,
  place: Place,
  definitions: Definitions,
): readonly unknown[] => [...beyond(constraint, place, definitions), ...otherValues(place)];
