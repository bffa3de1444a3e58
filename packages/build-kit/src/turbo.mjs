// Runs turbo with its telemetry off, the same on every system.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const TURBO = createRequire(import.meta.url).resolve('turbo/bin/turbo');

/**
 * Runs turbo in the repository's root and returns its exit code.
 *
 * @param {readonly string[]} args
 */
export function turbo(args) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const { status } = spawnSync(process.execPath, [TURBO, ...args], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  return status ?? 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = turbo(process.argv.slice(2));
