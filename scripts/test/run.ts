// Runs the tests: `npm test`, `npm run test:all` (`--all`), `npm run test:changed` (`--changed`).
// All other arguments go to vitest: `npm test -- packages/core`.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { turbo } from '@jackfield/build-kit/turbo';
import { IS_BUILT } from '../../packages/test-tools/src/built.js';
import { findOrInstallChromium, NO_CHROMIUM } from '../../packages/test-tools/src/chromium.js';
import { COUNTS } from '../../packages/test-tools/src/reporter.js';
import { affectedFolders } from './affected-folders.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

/** How many random messages a test of them is given: see packages/core/test/fuzz/settings.ts. */
const MESSAGES_IN_ALL = '100000';

/** Names the tests that a run leaves out: see vitest.config.ts. */
const EXCLUDED = 'JACKFIELD_EXCLUDED_TESTS';
/** The folders whose coverage is measured, and their usual tests. */
const MEASURED = ['packages/core/', 'packages/codegen/'];
const MEASURED_TESTS = 'packages/{core,codegen}/**/!(*.long|*.long.browser).test.ts';

const args = process.argv.slice(2);
const isAll = args.includes('--all');
const isChanged = args.includes('--changed');
const given = args.filter((arg) => arg !== '--all' && arg !== '--changed');
const paths = given.filter((arg) => !arg.startsWith('-'));

function run(): number {
  if (findOrInstallChromium() === undefined) {
    console.error(NO_CHROMIUM);
    return 1;
  }
  const affected = isChanged ? affectedFolders(ROOT) : [];
  if (isChanged && affected?.length === 0) {
    console.log('Nothing has changed against main.\n\n0 passed, 0 failed, 0 skipped');
    return 0;
  }
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    // Every failure prints it; printed here too, it also repeats a run that hangs.
    FUZZ_SEED: process.env.FUZZ_SEED ?? String(Math.trunc(Math.random() * 2 ** 31)),
    ...(isAll && { FUZZ_MESSAGES: process.env.FUZZ_MESSAGES ?? MESSAGES_IN_ALL }),
  };
  console.log(`Seed of the random tests: FUZZ_SEED=${env['FUZZ_SEED']}`);
  // A part of the tests builds what it needs by itself.
  if (paths.length === 0 && !isChanged) {
    const code = turbo(['run', 'build', '--output-logs=errors-only']);
    if (code !== 0) return code;
    env[IS_BUILT] = '1';
  }
  const usual = ['node*', 'types', 'browser'];
  const long = isAll ? ['long*'] : [];
  const argv = [...(affected ?? []), ...given];
  if (!isAll || !given.includes('--coverage')) return vitest([...usual, ...long], argv, env);
  // Measuring coverage takes time: only the usual tests of what is measured run with it.
  env[COUNTS] = join(tmpdir(), `jackfield-tests-${process.pid}`);
  try {
    const code = vitest(['node*', 'browser'], [...MEASURED, ...argv], env);
    const rest = argv.filter((arg) => arg !== '--coverage');
    return vitest([...usual, ...long], rest, { ...env, [EXCLUDED]: MEASURED_TESTS }) || code;
  } finally {
    rmSync(env[COUNTS], { force: true });
  }
}

/** Runs the tests of these projects, and returns the exit code. */
function vitest(
  projects: readonly string[],
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): number {
  const selected = projects.flatMap((name) => ['--project', name]);
  const { status } = spawnSync(process.execPath, [VITEST, 'run', ...selected, ...argv], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  return status ?? 1;
}

process.exitCode = run();
