// What the command line does with what others wrote, line by line.
import { type Guard, guardsOf } from '../../../core/test/guards/guard.js';
import { migrate } from './migrate.js';

export const guards: readonly Guard[] = [
  ...migrate,
  ...guardsOf('packages/cli/src/schemas-at.ts', 'node', 'packages/cli/test/diff.test.ts', [
    {
      name: 'a tree of git cannot write outside its folder',
      find: "path?.split('/').includes('..') !== false",
      replace: 'false',
      test: 'writes no file of a tree that leads out of its folder',
    },
  ]),
];
