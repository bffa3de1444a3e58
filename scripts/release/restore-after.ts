// Runs a command, and restores the package.json of every package afterwards: npm does not run
// `postpublish` when it fails to publish. `node --import tsx restore-after.ts changeset publish`
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { restore } from './manifest.mjs';

const [command = '', ...args] = process.argv.slice(2);
// Ctrl+C ends the command; this process ends after it.
process.on('SIGINT', () => undefined);
try {
  const shell = process.platform === 'win32';
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell });
  if (error !== undefined) throw error;
  process.exitCode = status ?? 1;
} finally {
  const folders = existsSync('packages') ? readdirSync('packages') : [];
  for (const name of folders) restore(`packages/${name}`);
}
