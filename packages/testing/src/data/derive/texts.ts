import {
  array,
  constant,
  constantFrom,
  date,
  integer,
  string,
  stringMatching,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { FORMATS, type Format } from '@jackfield/plugin-kit/formats';
import * as edges from '../edges.js';
import { choose, valid, weighted, type Choice } from './choice.js';
import { FORMATTED } from './formatted.js';
import { lengthOf, regExpOf } from './schema.js';
import type { Shape } from './shape.js';

const some = constantFrom<string[]>;

const numbers: readonly Choice<string>[] = [
  weighted(8, some(...edges.NATIONAL)),
  weighted(4, some(...edges.E164)),
  weighted(
    3,
    integer({ min: 0, max: 99 }).map((tail) => `+165055501${String(tail).padStart(2, '0')}`),
  ),
  weighted(2, some(...edges.INTERNATIONAL)),
  weighted(2, some(...edges.ANONYMOUS)),
  weighted(1, some(...edges.EXTENSIONS)),
  weighted(1, some(...edges.LETTERS)),
];

const foreign: readonly Choice<string>[] = [
  weighted(1, some(...edges.EMOJI)),
  weighted(1, some(...edges.RIGHT_TO_LEFT)),
];

/** Strings up to the maximum length of the widget's form: of letters, emoji, or right-to-left letters. */
const long: Arbitrary<string> = tuple(
  constantFrom('n', '👍', 'ש'),
  choose(
    weighted(1, integer({ min: 1_000, max: edges.LONGEST_NOTE })),
    weighted(2, constant(edges.LONGEST_NOTE)),
  ),
).map(([letter, length]) => letter.repeat(length / letter.length));

const anything = string({ unit: 'grapheme', maxLength: 12 });

const BY_KIND: Readonly<Record<NonNullable<Shape['personal']>, readonly Choice<string>[]>> = {
  number: numbers,
  name: [
    weighted(8, some(...edges.NAMES)),
    ...foreign,
    weighted(1, some(...edges.STRANGE_NAMES)),
    weighted(1, anything),
  ],
  text: [
    weighted(60, some(...edges.NOTES)),
    weighted(6, choose(...foreign)),
    weighted(12, some(...edges.STRANGE_NOTES)),
    weighted(20, anything),
    weighted(1, long),
  ],
  id: [weighted(12, some(...edges.IDS)), weighted(1, some(...edges.STRANGE_IDS))],
  secret: [weighted(8, some(...edges.SECRETS)), weighted(1, constant(''))],
};

/** Returns ids that differ from an example in one digit, so that some are equal and some are not. */
const variants = (examples: readonly string[]): readonly Choice<string>[] => {
  const parts = examples
    .map((text) => /^(.*)\d(\D*)$/s.exec(text))
    .filter((found) => found !== null);
  if (parts.length === 0) return [];
  const variant = tuple(constantFrom(...parts), integer({ min: 1, max: 4 }));
  return [
    weighted(
      6,
      variant.map(([[, head, tail], digit]) => `${head}${digit}${tail}`),
    ),
  ];
};

const plain = (examples: readonly string[]): readonly Choice<string>[] => [
  weighted(12, some(...(examples.length > 0 ? examples : edges.IDS))),
  ...variants(examples),
  weighted(1, anything),
  weighted(1, some(...edges.STRANGE_IDS, ...edges.EMOJI, ...edges.RIGHT_TO_LEFT)),
];

const choicesOf = (
  { personal, open }: Shape,
  examples: readonly string[],
): readonly Choice<string>[] => {
  if (open) {
    return [
      weighted(20, some(...open)),
      weighted(1, some('SOMETHING_NEW', '')),
      weighted(1, anything),
    ];
  }
  if (personal === undefined) return plain(examples);
  const known = examples.length > 0 ? [weighted(2, some(...examples))] : [];
  return [...BY_KIND[personal], ...known];
};

/** Returns strings of these lengths, for shapes without a pattern. */
const sized = ({ min, max }: Shape['length']): readonly Choice<string>[] => {
  const unit = constantFrom('a', 'b', 'Z', ' ', '0', '9', 'é', '👍', 'ש');
  const letters = (minLength: number, maxLength: number): Arbitrary<string> =>
    array(unit, { minLength, maxLength, size: 'max' }).map((found) => found.join(''));
  const most = Math.min(max, Math.max(min * 2, min + 10));
  const ends = max <= edges.LONGEST_NOTE ? [weighted(1, letters(max, max))] : [];
  return [weighted(4, letters(min, most)), weighted(1, letters(min, min)), ...ends];
};

/** Returns texts in a format: for times of any day. */
const formatted = (format: string): Arbitrary<string> => {
  const known = some(...(FORMATTED[format] as readonly [string, ...string[]]));
  const end = { 'date-time': 24, date: 10 }[format];
  if (end === undefined) return known;
  const times = date({
    min: new Date(0),
    max: new Date('2100-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  return choose(
    weighted(2, known),
    weighted(
      3,
      times.map((time) => time.toISOString().slice(0, end)),
    ),
  );
};

/** Returns an arbitrary of a shape's strings; `undefined` if no string is found that fits all patterns, formats and lengths. */
export const textsOf = (
  shape: Shape,
  examples: readonly string[],
): Arbitrary<string> | undefined => {
  const { length, patterns } = shape;
  const formats = shape.formats.filter((format) => FORMATS.has(format));
  const tests = [
    ...patterns.map(regExpOf),
    ...formats.map((format) => (FORMATS.get(format) as Format).pattern),
  ];
  const choices = choicesOf(shape, examples);
  if (tests.length === 0 && length.min === 0 && length.max === Infinity) return choose(...choices);
  if (length.min > length.max) return undefined;

  const isValid = (text: string): boolean =>
    tests.every((each) => each.test(text)) &&
    lengthOf(text) >= length.min &&
    lengthOf(text) <= length.max;
  const [first] = patterns;
  const matching = [
    ...(first === undefined ? [] : [weighted(10, stringMatching(regExpOf(first)))]),
    ...formats.map((format) => weighted(10, formatted(format))),
  ];
  const made = matching.length > 0 ? matching : sized(length);
  const usable = valid([...choices, ...made], isValid);
  return usable.length === 0 ? undefined : choose(...usable);
};
