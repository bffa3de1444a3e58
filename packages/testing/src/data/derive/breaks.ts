import type { Schema } from '../../generated/schemas.js';
import type { Constraint } from './faults.js';
import { isObject, lengthOf } from './schema.js';

/** One of each type, and what is nearly of another. */
const VARIED = ['no such value', 42, 1.5, true, null, {}, [], ''] as const;

const letters = (length: number): readonly string[] =>
  length < 0 ? [] : ['1', 'x', ' '].map((letter) => letter.repeat(length));

const resized = (items: readonly unknown[], length: number): readonly (readonly unknown[])[] =>
  length < 0 ? [] : [Array.from({ length }, (_, index) => items[index % items.length])];

const without = (value: unknown, member: string): readonly unknown[] => {
  if (!isObject(value)) return [];
  const { [member]: _left, ...rest } = value;
  return [rest];
};

/**
 * Values that may break a constraint, made of one that keeps it; the likeliest first.
 *
 * @param item - a valid item of the list, if it is one
 */
export const breaksOf = (
  { schema, keyword, member }: Constraint,
  value: unknown,
  item?: unknown,
): readonly unknown[] => {
  const { minLength = 0, maxLength = 0, minItems = 0, maxItems = 0 } = schema;
  switch (keyword) {
    case 'required':
      return without(value, member as string);
    case 'minLength':
      return [
        ...(typeof value === 'string'
          ? [
              Array.from(value)
                .slice(0, minLength - 1)
                .join(''),
            ]
          : []),
        ...letters(minLength - 1),
      ];
    case 'maxLength':
      return [
        ...(typeof value === 'string' && value !== ''
          ? [value.repeat(Math.ceil((maxLength + 1) / lengthOf(value))).slice(0, maxLength + 1)]
          : []),
        ...letters(maxLength + 1),
      ];
    case 'pattern':
      return [...alike(value), ...['', '!', ' ', 'X', 'x', '0', '\n', '👍'], ...letters(1_000)];
    case 'minimum':
      return [(schema.minimum ?? 0) - 1, (schema.minimum ?? 0) - 0.5];
    case 'maximum':
      return [(schema.maximum ?? 0) + 1, (schema.maximum ?? 0) + 0.5];
    case 'minItems':
      return Array.isArray(value) ? resized(value, minItems - 1) : [];
    case 'maxItems':
      return resized([item], maxItems + 1);
    case 'anyOf':
      return [...VARIED, ...(isObject(value) ? emptied(value) : [])];
    default:
      return [
        ...(typeof value === 'number' ? [4_711] : []),
        ...VARIED,
        ...(value === true ? [false] : []),
      ];
  }
};

/** A text with one letter more, less, or another. */
const alike = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [`${value}!`, `!${value}`, value.slice(1), value.slice(0, -1)] : [];

/** An object without each of its members, and without any. */
const emptied = (value: Readonly<Record<string, unknown>>): readonly unknown[] => [
  ...Object.keys(value).flatMap((member) => without(value, member)),
  {},
];

const SINGLE = [
  'type',
  'enum',
  'const',
  'anyOf',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
] as const satisfies readonly (keyof Schema)[];

/** What a schema itself asks for, of values of any type. */
export const constraintsOf = (schema: Schema): readonly Constraint[] => [
  ...SINGLE.filter((keyword) => keyword in schema).map((keyword) => ({ schema, keyword })),
  ...(schema.required ?? []).map((member) => ({ schema, keyword: 'required', member }) as const),
];
