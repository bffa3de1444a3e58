import { fileURLToPath } from 'node:url';
import { turbo } from '@jackfield/build-kit/turbo';
import lockfile from 'proper-lockfile';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const done = new Set<string>();

/** Says that everything is built already: `npm test` sets it after its build. */
export const IS_BUILT = 'JACKFIELD_BUILT';

/**
 * Builds packages as a vendor gets them, with what they need, for tests that read `dist`.
 *
 * Does nothing within `npm test`, which has built everything. Test files that run side by side
 * build one after the other, since two builds of one package would write into the same folder.
 */
export async function built(...names: readonly string[]): Promise<void> {
  const missing = names.filter((name) => !done.has(name));
  if (process.env[IS_BUILT] !== undefined || missing.length === 0) return;
  const unlock = await lockfile.lock(ROOT, {
    lockfilePath: `${ROOT}/node_modules/.jackfield-build.lock`,
    retries: { retries: 600, minTimeout: 200, maxTimeout: 200 },
    // A build blocks this process, and with it the lock's sign of life.
    stale: 120_000,
  });
  try {
    const filters = missing.map((name) => `--filter=${name}`);
    if (turbo(['run', 'build', '--output-logs=errors-only', ...filters]) !== 0)
      throw new Error(`The build of ${missing.join(', ')} failed.`);
    for (const name of missing) done.add(name);
  } finally {
    await unlock();
  }
}
