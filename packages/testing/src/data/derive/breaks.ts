import { isObject } from '@jackfield/plugin-kit/json';
import type { Schema } from '../../generated/schemas.js';
import type { Constraint } from './issues.js';
import { typedValue, type Place } from './places.js';
import { lengthOf, type Definitions } from './schema.js';
import { shapesOf } from './shape.js';
import { matching, witnessOf } from './witness.js';

const ANY_TYPE = ['type', 'enum', 'const', 'anyOf'] as const;

const OF_TYPE = {
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  minimum: 'number',
  maximum: 'number',
  minItems: 'array',
  maxItems: 'array',
} as const satisfies Partial<Record<keyof Schema, string>>;

/** Returns the constraints of a schema itself, without its subschemas. */
export const constraintsOf = (schema: Schema): readonly Constraint[] => {
  const limits = Object.keys(OF_TYPE) as (keyof typeof OF_TYPE)[];
  return [
    ...[...ANY_TYPE, ...limits]
      .filter((keyword) => keyword in schema)
      .map((keyword) => ({ schema, keyword })),
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

const itemOf = ({ whole }: Place, definitions: Definitions): unknown =>
  shapesOf(whole, definitions)
    .map(({ items = {} }) => witnessOf(items, definitions)?.value)
    .find((value) => value !== undefined);

/** Returns values that break a limit of strings, numbers or lists, or a required member. */
const beyond = (
  { schema, keyword, member }: Constraint,
  place: Place,
  definitions: Definitions,
): readonly unknown[] => {
  const { minLength = 0, maxLength = 0, minItems = 0, maxItems = 0 } = schema;
  const { minimum = 0, maximum = 0 } = schema;
  const of = (type: 'object' | 'array' | 'string'): unknown => typedValue(place, type, definitions);
  const text = (): string => (of('string') ?? '') as string;
  switch (keyword) {
    case 'required':
      return without(of('object'), member as string);
    case 'minLength':
      return sized(text(), minLength - 1);
    case 'maxLength':
      return sized(text(), maxLength + 1);
    case 'pattern':
      return otherTexts(place, text(), definitions);
    case 'minimum':
      return [minimum - 1, minimum - 0.5];
    case 'maximum':
      return [maximum + 1, maximum + 0.5];
    case 'minItems':
      return resized((of('array') ?? []) as readonly unknown[], minItems - 1);
    case 'maxItems':
      return resized([itemOf(place, definitions)], maxItems + 1);
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
