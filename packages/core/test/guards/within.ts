import { type Guard, guardsOf } from './guard.js';

/** Guards of one file of core's source that one test file proves. */
export const within = (
  file: string,
  project: 'node' | 'browser' | 'long',
  testFile: string,
  patches: Parameters<typeof guardsOf>[3],
): readonly Guard[] =>
  guardsOf(
    `packages/core/src/${file}`,
    project,
    `packages/core/test/${project === 'browser' && !testFile.includes('/') ? 'browser/' : ''}${testFile}`,
    patches,
  );
