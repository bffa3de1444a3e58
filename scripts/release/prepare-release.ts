// Makes versions and change logs of the changesets that have gathered, and fixes what depends on a
// version: the peers' ranges, the lock file, the addresses and hashes in the READMEs. Look at it,
// commit it, and `npm run release` publishes it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withPeerRanges, type PeerPackage } from './peer-ranges.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CHANGESET = createRequire(import.meta.url).resolve('@changesets/cli/bin.js');

function run(command: string, args: readonly string[]): void {
  const shell = process.platform === 'win32';
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell });
  if (status !== 0) process.exit(status ?? 1);
}

function updatePeers(): void {
  const files = readdirSync(join(ROOT, 'packages'))
    .map((name) => join(ROOT, 'packages', name, 'package.json'))
    .filter((file) => existsSync(file));
  const packages = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as PeerPackage);
  for (const [index, json] of withPeerRanges(packages).entries())
    writeFileSync(files[index] ?? '', `${JSON.stringify(json, null, 2)}\n`);
}

run(process.execPath, [CHANGESET, 'version']);
updatePeers();
run('npm', ['install', '--package-lock-only', '--ignore-scripts']);
run('npm', ['run', '--silent', 'integrity']);
