import * as fc from 'fast-check';
import { expect } from 'vitest';
import { PATH, SEED } from './settings.js';

/** A value in words, whatever it is. */
export const show = (value: unknown): string => {
  try {
    return fc.stringify(value);
  } catch {
    return '‹what cannot be printed›';
  }
};

/**
 * Expects `property` to hold in `numRuns` runs. A failure says what is smallest of all that fails,
 * and how to have it again.
 *
 * @param describe - makes of the smallest values what a reader wants to see
 */
export async function expectToHold<T>(
  arbitrary: fc.Arbitrary<T>,
  numRuns: number,
  predicate: (value: T) => Promise<void>,
  describe: (value: T) => unknown = (value) => value,
): Promise<void> {
  const found = await fc.check(fc.asyncProperty(arbitrary, predicate), {
    numRuns,
    seed: SEED,
    ...(PATH !== undefined && { path: PATH }),
  });
  if (!found.failed) return;
  const { seed, counterexamplePath: path, numShrinks, errorInstance } = found;
  const name = expect.getState().currentTestName?.split(' > ').at(-1);
  const [smallest] = found.counterexample ?? [];
  throw new Error(
    [
      `expected no failure, received one in run ${found.numRuns} of ${numRuns}: ${String(errorInstance)}`,
      `again: FUZZ_SEED=${seed} FUZZ_PATH=${path} npx vitest run -t '${name}'`,
      `smallest, after ${numShrinks} steps: ${smallest === undefined ? '' : show(describe(smallest))}`,
    ].join('\n'),
    { cause: errorInstance },
  );
}
