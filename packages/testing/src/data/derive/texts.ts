import {
  array,
  constant,
  constantFrom,
  integer,
  sample,
  string,
  stringMatching,
  tuple,
  type Arbitrary,
} from 'fast-check';
import * as edges from '../edges.js';
import { choose, often, type Choice } from './choice.js';
import { lengthOf } from './schema.js';
import type { Shape } from './shape.js';

const some = constantFrom<string[]>;

const numbers: readonly Choice<string>[] = [
  often(8, some(...edges.NATIONAL)),
  often(4, some(...edges.E164)),
  often(
    3,
    integer({ min: 0, max: 99 }).map((tail) => `+165055501${String(tail).padStart(2, '0')}`),
  ),
  often(2, some(...edges.INTERNATIONAL)),
  often(2, some(...edges.ANONYMOUS)),
  often(1, some(...edges.EXTENSIONS)),
  often(1, some(...edges.LETTERS)),
];

const foreign: readonly Choice<string>[] = [
  often(1, some(...edges.EMOJI)),
  often(1, some(...edges.RIGHT_TO_LEFT)),
];

/** Up to the longest that the widget's form takes, of letters, emoji, or right to left. */
const long: Arbitrary<string> = tuple(
  constantFrom('n', '👍', 'ש'),
  choose(
    often(1, integer({ min: 1_000, max: edges.LONGEST_NOTE })),
    often(2, constant(edges.LONGEST_NOTE)),
  ),
).map(([letter, length]) => letter.repeat(length / letter.length));

const anything = string({ unit: 'grapheme', maxLength: 12 });

const BY_KIND: Readonly<Record<NonNullable<Shape['personal']>, readonly Choice<string>[]>> = {
  number: numbers,
  name: [
    often(8, some(...edges.NAMES)),
    ...foreign,
    often(1, some(...edges.STRANGE_NAMES)),
    often(1, anything),
  ],
  text: [
    often(60, some(...edges.NOTES)),
    often(6, choose(...foreign)),
    often(12, some(...edges.STRANGE_NOTES)),
    often(20, anything),
    often(1, long),
  ],
  id: [often(12, some(...edges.IDS)), often(1, some(...edges.STRANGE_IDS))],
  secret: [often(8, some(...edges.SECRETS)), often(1, constant(''))],
};

/** Ids that differ from an example in one digit, so that some are equal and some are not. */
const variants = (examples: readonly string[]): readonly Choice<string>[] => {
  const parts = examples
    .map((text) => /^(.*)\d(\D*)$/s.exec(text))
    .filter((found) => found !== null);
  if (parts.length === 0) return [];
  const variant = tuple(constantFrom(...parts), integer({ min: 1, max: 4 }));
  return [
    often(
      6,
      variant.map(([[, head, tail], digit]) => `${head}${digit}${tail}`),
    ),
  ];
};

const plain = (examples: readonly string[]): readonly Choice<string>[] => [
  often(12, some(...(examples.length > 0 ? examples : edges.IDS))),
  ...variants(examples),
  often(1, anything),
  often(1, some(...edges.STRANGE_IDS, ...edges.EMOJI, ...edges.RIGHT_TO_LEFT)),
];

const choicesOf = (
  { personal, open }: Shape,
  examples: readonly string[],
): readonly Choice<string>[] => {
  if (open) {
    return [often(20, some(...open)), often(1, some('SOMETHING_NEW', '')), often(1, anything)];
  }
  if (personal === undefined) return plain(examples);
  const known = examples.length > 0 ? [often(2, some(...examples))] : [];
  return [...BY_KIND[personal], ...known];
};

/** Texts of just these lengths, where nothing more is known of them. */
const sized = ({ min, max }: Shape['length']): readonly Choice<string>[] => {
  const unit = constantFrom('a', 'b', 'Z', ' ', '0', '9', 'é', '👍', 'ש');
  const letters = (minLength: number, maxLength: number): Arbitrary<string> =>
    array(unit, { minLength, maxLength, size: 'max' }).map((found) => found.join(''));
  const most = Math.min(max, Math.max(min * 2, min + 10));
  const ends = max <= edges.LONGEST_NOTE ? [often(1, letters(max, max))] : [];
  return [often(4, letters(min, most)), often(1, letters(min, min)), ...ends];
};

/**
 * Texts of a shape; `undefined` if none is found that keeps all of its patterns and lengths.
 *
 * A choice of which hardly any text is valid would be drawn for ever: it is tried out and left out.
 */
export const textsOf = (
  shape: Shape,
  examples: readonly string[],
): Arbitrary<string> | undefined => {
  const { length, patterns } = shape;
  const [first, ...others] = patterns.map((pattern) => new RegExp(pattern, 'u'));
  const choices = choicesOf(shape, examples);
  if (!first && length.min === 0 && length.max === Infinity) return choose(...choices);
  if (length.min > length.max) return undefined;

  const isValid = (text: string): boolean =>
    [first, ...others].every((each) => each?.test(text) ?? true) &&
    lengthOf(text) >= length.min &&
    lengthOf(text) <= length.max;
  const matching = first ? [often(10, stringMatching(first))] : sized(length);
  const usable = [...choices, ...matching].filter(({ arbitrary }) => {
    const tried = sample(arbitrary, { numRuns: 40, seed: 1 });
    return tried.filter(isValid).length >= 10;
  });
  if (usable.length === 0) return undefined;
  return choose(...usable.map(({ weight, arbitrary }) => often(weight, arbitrary.filter(isValid))));
};
