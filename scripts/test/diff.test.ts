import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './read-mutations.js';

it.each([
  ['--pairs', '20k'],
  ['--seed', 'x'],
])('test:diff prints its usage if %s is %s', (option, value) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', 'tsx', '--conditions=@jackfield/source'],
      ...[join(ROOT, 'scripts/test/diff.ts'), '--pairs', '1', option, value],
    ],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'Usage: npm run test:diff -- [--pairs 200000] [--seed 1]\n',
  });
});
