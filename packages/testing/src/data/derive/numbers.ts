import { constant, constantFrom, double, integer, type Arbitrary } from 'fast-check';
import { choose, weighted, type Choice } from './choice.js';
import type { Shape } from './shape.js';

/** 0.x computes a time even where the server sent none: `new Date(undefined).getTime()`. */
const nan = weighted(2, constant(Number.NaN));

const HOUR_S = 3_600;

const BY_UNIT: Readonly<Record<NonNullable<Shape['unit']>, readonly Choice<number>[]>> = {
  ms: [
    weighted(8, constantFrom(1_571_278_384_000, 1_760_000_000_000)),
    weighted(6, integer({ min: 1_500_000_000_000, max: 2_000_000_000_000 })),
    weighted(1, constantFrom(0, -1)),
    nan,
  ],
  s: [
    weighted(12, integer({ min: 0, max: 2 * HOUR_S })),
    weighted(
      2,
      integer({ min: 0, max: 10 * HOUR_S }).map((tenths) => tenths / 10),
    ),
    nan,
  ],
  px: [weighted(1, integer({ min: -2_000, max: 4_000 }))],
};

const plain: readonly Choice<number>[] = [
  weighted(6, integer({ min: -10, max: 100 })),
  weighted(1, integer()),
  weighted(1, double({ noNaN: true, noDefaultInfinity: true })),
];

/** Numeric database ids: few, so that two draws are sometimes equal, and the largest. */
const ids: readonly Choice<number>[] = [
  weighted(6, integer({ min: 1, max: 5 })),
  weighted(1, constantFrom(0, Number.MAX_SAFE_INTEGER)),
];

const bounded = ({ min, max }: Shape['range'], whole: boolean): readonly Choice<number>[] => {
  const from = Number.isFinite(min) ? min : Math.min(0, max) - 1_000;
  const to = Number.isFinite(max) ? max : Math.max(0, min) + 1_000;
  const [low, high] = [Math.ceil(from), Math.floor(to)];
  const integers = low <= high ? [weighted(4, integer({ min: low, max: high }))] : [];
  const fractions =
    whole || from > to ? [] : [weighted(1, double({ min: from, max: to, noNaN: true }))];
  return [...integers, ...fractions];
};

/** Returns an arbitrary of a shape's numbers; `undefined` if its limits exclude all. */
export const numbersOf = (
  { range, unit, personal }: Shape,
  whole: boolean,
  examples: readonly number[],
): Arbitrary<number> | undefined => {
  const isValid = (value: number): boolean =>
    value >= range.min && value <= range.max && (!whole || value % 1 === 0);
  const limited = Number.isFinite(range.min) || Number.isFinite(range.max) || whole;
  const known = examples.filter((value) => !limited || isValid(value));
  const shown = known.length > 0 ? [weighted(4, constantFrom(...known))] : [];
  const choices = limited
    ? [...shown, ...bounded(range, whole)]
    : [...shown, ...(unit ? BY_UNIT[unit] : personal === 'id' ? ids : plain)];
  // Adding 0 turns -0 into 0: JSON and most stores do not preserve -0.
  return choices.length === 0 ? undefined : choose(...choices).map((value) => value + 0);
};
