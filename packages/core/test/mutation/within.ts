import { type Mutation, mutationsOf } from './mutation.js';

/** Mutations of one file of core's source, for one test file of core. */
export const within = (
  file: string,
  testFile: string,
  patches: Parameters<typeof mutationsOf>[2],
): readonly Mutation[] => {
  const folder = testFile.endsWith('.browser.test.ts') && !testFile.includes('/') ? 'browser/' : '';
  return mutationsOf(
    `packages/core/src/${file}`,
    `packages/core/test/${folder}${testFile}`,
    patches,
  );
};
