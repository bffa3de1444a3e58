import { oneof, type Arbitrary } from 'fast-check';

/** An arbitrary and how often it is chosen among others. */
export interface Choice<T> {
  readonly weight: number;
  readonly arbitrary: Arbitrary<T>;
}

export const often = <T>(weight: number, arbitrary: Arbitrary<T>): Choice<T> => ({
  weight,
  arbitrary,
});

/** One of these by weight. What is not needed to fail shrinks to the first: put ordinary values there. */
export const choose = <T>(...choices: readonly Choice<T>[]): Arbitrary<T> => {
  const [only, ...others] = choices;
  if (only && others.length === 0) return only.arbitrary;
  return oneof({ withCrossShrink: true }, ...choices);
};
