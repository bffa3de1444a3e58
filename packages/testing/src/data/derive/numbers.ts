import { isMultiple, leastCommonMultiple, times } from '@jackfield/plugin-kit/multiples';
import { constant, constantFrom, double, integer, type Arbitrary } from 'fast-check';
import { choose, valid, weighted, type Choice } from './choice.js';
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

const bounded = ({ range, steps }: Shape, whole: boolean): readonly Choice<number>[] => {
  const { min, max } = range;
  const step = leastCommonMultiple(steps);
  const reach = Math.max(1_000, 100 * step);
  const from = Number.isFinite(min) ? min : Math.min(0, max) - reach;
  const to = Number.isFinite(max) ? max : Math.max(0, min) + reach;
  const [low, high] = [Math.ceil(from / step), Math.floor(to / step)];
  const multiples =
    low <= high && Number.isSafeInteger(low) && Number.isSafeInteger(high)
      ? [
          weighted(
            4,
            integer({ min: low, max: high }).map((count) => times(count, step)),
          ),
        ]
      : [];
  const isFree = !whole && steps.length === 0 && from <= to;
  const fractions = isFree ? [weighted(1, double({ min: from, max: to, noNaN: true }))] : [];
  return [...multiples, ...fractions];
};

/** Returns an arbitrary of a shape's numbers; `undefined` if its limits exclude all. */
export const numbersOf = (
  shape: Shape,
  whole: boolean,
  examples: readonly number[],
): Arbitrary<number> | undefined => {
  const { range, unit, personal, steps } = shape;
  const isValid = (value: number): boolean =>
    value >= range.min &&
    value <= range.max &&
    (!whole || value % 1 === 0) &&
    steps.every((step) => isMultiple(value, step));
  const limited =
    Number.isFinite(range.min) || Number.isFinite(range.max) || whole || steps.length > 0;
  const known = examples.filter((value) => !limited || isValid(value));
  const shown = known.length > 0 ? [weighted(4, constantFrom(...known))] : [];
  const made = limited
    ? bounded(shape, whole)
    : unit
      ? BY_UNIT[unit]
      : personal === 'id'
        ? ids
        : plain;
  const choices = [
    ...shown,
    // Rounded, a product may not be a multiple.
    ...(steps.length > 0 ? valid(made, isValid) : made),
  ];
  // Adding 0 turns -0 into 0: JSON and most stores do not preserve -0.
  return choices.length === 0 ? undefined : choose(...choices).map((value) => value + 0);
};
