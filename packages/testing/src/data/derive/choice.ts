import { oneof, sample, type Arbitrary } from 'fast-check';

/** An arbitrary and its weight among others. */
export interface Choice<T> {
  readonly weight: number;
  readonly arbitrary: Arbitrary<T>;
}

export const weighted = <T>(weight: number, arbitrary: Arbitrary<T>): Choice<T> => ({
  weight,
  arbitrary,
});

/** Returns an arbitrary that chooses by weight. Values shrink to the first choice: put ordinary values there. */
export const choose = <T>(...choices: readonly Choice<T>[]): Arbitrary<T> => {
  const [only, ...others] = choices;
  if (only && others.length === 0) return only.arbitrary;
  return oneof({ withCrossShrink: true }, ...choices);
};

/**
 * Returns choices with their valid values only, without those that have hardly any.
 *
 * A choice with hardly any valid value would be redrawn forever, so each choice is sampled first.
 */
export const valid = <T>(
  choices: readonly Choice<T>[],
  isValid: (value: T) => boolean,
): readonly Choice<T>[] =>
  choices
    .filter(({ arbitrary }) => {
      const tried = sample(arbitrary, { numRuns: 40, seed: 1 });
      return tried.filter(isValid).length >= 10;
    })
    .map(({ weight, arbitrary }) => weighted(weight, arbitrary.filter(isValid)));
