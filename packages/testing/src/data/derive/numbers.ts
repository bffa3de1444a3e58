import { constant, constantFrom, double, integer, type Arbitrary } from 'fast-check';
import { choose, often, type Choice } from './choice.js';
import type { Shape } from './shape.js';

/** 0.x makes a time of nothing where the server sent none: `new Date(undefined).getTime()`. */
const nan = often(2, constant(Number.NaN));

const HOUR_S = 3_600;

const BY_UNIT: Readonly<Record<NonNullable<Shape['unit']>, readonly Choice<number>[]>> = {
  ms: [
    often(8, constantFrom(1_571_278_384_000, 1_760_000_000_000)),
    often(6, integer({ min: 1_500_000_000_000, max: 2_000_000_000_000 })),
    often(1, constantFrom(0, -1)),
    nan,
  ],
  s: [
    often(12, integer({ min: 0, max: 2 * HOUR_S })),
    often(
      2,
      integer({ min: 0, max: 10 * HOUR_S }).map((tenths) => tenths / 10),
    ),
    nan,
  ],
  px: [often(1, integer({ min: -2_000, max: 4_000 }))],
};

const plain: readonly Choice<number>[] = [
  often(6, integer({ min: -10, max: 100 })),
  often(1, integer()),
  often(1, double({ noNaN: true, noDefaultInfinity: true })),
];

/** Ids as a database counts them: few, so that two draws are equal at times, and the largest. */
const ids: readonly Choice<number>[] = [
  often(6, integer({ min: 1, max: 5 })),
  often(1, constantFrom(0, Number.MAX_SAFE_INTEGER)),
];

const bounded = ({ min, max }: Shape['range'], whole: boolean): readonly Choice<number>[] => {
  const from = Number.isFinite(min) ? min : Math.min(0, max) - 1_000;
  const to = Number.isFinite(max) ? max : Math.max(0, min) + 1_000;
  const [low, high] = [Math.ceil(from), Math.floor(to)];
  const integers = low <= high ? [often(4, integer({ min: low, max: high }))] : [];
  const fractions =
    whole || from > to ? [] : [often(1, double({ min: from, max: to, noNaN: true }))];
  return [...integers, ...fractions];
};

/** Numbers of a shape; `undefined` if its limits leave none. */
export const numbersOf = (
  { range, unit, personal }: Shape,
  whole: boolean,
  examples: readonly number[],
): Arbitrary<number> | undefined => {
  const isValid = (value: number): boolean =>
    value >= range.min && value <= range.max && (!whole || value % 1 === 0);
  const limited = Number.isFinite(range.min) || Number.isFinite(range.max) || whole;
  const known = examples.filter((value) => !limited || isValid(value));
  const shown = known.length > 0 ? [often(4, constantFrom(...known))] : [];
  const choices = limited
    ? [...shown, ...bounded(range, whole)]
    : [...shown, ...(unit ? BY_UNIT[unit] : personal === 'id' ? ids : plain)];
  // Without the sum -0 would come too, which JSON and most stores do not keep.
  return choices.length === 0 ? undefined : choose(...choices).map((value) => value + 0);
};
