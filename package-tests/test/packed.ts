import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedPackages, ROOT } from './published-packages.js';

/** A published package as `npm pack` makes it. */
export interface Packed {
  readonly name: string;
  /** The tarball's path. */
  readonly tarball: string;
  /** Every file in it, from the package's root, sorted. */
  readonly files: readonly string[];
}

interface PackReport {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

// Windows has no `npm` that could be run without a shell; npm sets its path for its scripts.
const NPM = process.env.npm_execpath;

function npm(args: readonly string[]): string {
  const [command, ...before] = NPM?.endsWith('.js') ? [process.execPath, NPM] : ['npm'];
  return execFileSync(command ?? 'npm', [...before, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 26,
  });
}

/** A temporary folder of one's own, and what removes it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'jackfield-proof-')));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Packs all published packages, as they are built, into `folder`. */
export function pack(folder: string): readonly Packed[] {
  mkdirSync(folder, { recursive: true });
  const workspaces = publishedPackages.flatMap(({ json }) => ['--workspace', json.name]);
  const answer = npm([
    ...['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    ...workspaces,
  ]);
  // npm 12 answers with an object by name where npm 11 has a list.
  const reports = Object.values(JSON.parse(answer) as Record<string, PackReport>);
  return reports.map(({ name, filename, files }) => ({
    name,
    tarball: join(folder, filename),
    files: files.map(({ path }) => path).sort(),
  }));
}

/** Unpacks tarballs as an installation would: into `folder/node_modules`. */
export function unpack(packed: readonly Packed[], folder: string): void {
  for (const { name, tarball } of packed) {
    const target = join(folder, 'node_modules', name);
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  }
}
