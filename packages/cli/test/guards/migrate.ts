// What `jackfield migrate` does not write to, line by line.
import { type Guard, guardsOf } from '../../../core/test/guards/guard.js';

const TESTS = 'packages/cli/test/migrate.test.ts';

export const migrate: readonly Guard[] = [
  ...guardsOf('packages/cli/src/commands/migrate.ts', 'node', TESTS, [
    {
      name: 'nothing is migrated where git could not undo it',
      find: "writes && !is('force') ? await objectionOf(folder) : undefined",
      replace: 'undefined',
      test: 'refuses to write where git could not undo it, and writes nothing',
    },
    {
      name: 'nothing is migrated while a file cannot be read',
      find: 'if (project.unreadable.length > 0) {',
      replace: 'if (false) {',
      test: 'writes nothing if a.ts cannot be read',
    },
  ]),
  ...guardsOf('packages/cli/src/migrate/read-project.ts', 'node', TESTS, [
    {
      name: 'nothing is migrated behind a link',
      find: 'if (entry.isFile()) yield path;',
      replace: 'if (!entry.isDirectory()) yield path;',
      test: 'of others and behind links are not touched',
    },
    {
      name: 'a file of other bytes than UTF-8 is not written anew',
      find: 'if (!Buffer.from(whole).equals(bytes)) {',
      replace: 'if (false) {',
      test: 'writes nothing if b.js cannot be read',
    },
  ]),
  ...guardsOf('packages/cli/src/migrate/plan.ts', 'node', TESTS, [
    {
      name: 'a module that would not parse is not written',
      find: 'if (broken !== undefined) {',
      replace: 'if (false as boolean) {',
      test: 'writes nothing if a migration would leave a module that does not parse',
    },
  ]),
];
