import { oneof, type Arbitrary } from 'fast-check';

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
