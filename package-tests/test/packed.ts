import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

const MANIFEST_SCRIPT = 'scripts/release/manifest.mjs';

function npm(cwd: string, args: readonly string[]): string {
  const [command, ...before] = NPM?.endsWith('.js') ? [process.execPath, NPM] : ['npm'];
  return execFileSync(command ?? 'npm', [...before, ...args], {
    cwd,
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

/** The files and folders of a package that npm may pack. */
function partsOf(folder: string, files: readonly string[]): readonly string[] {
  return ['package.json', 'README.md', 'LICENSE', ...files].filter((part) =>
    existsSync(join(folder, part)),
  );
}

/**
 * Packs all published packages, as they are built, into `folder`. npm packs copies of them: while
 * it packs, package.json is the published one, which tests that run at the same time must not see.
 */
export function pack(folder: string): readonly Packed[] {
  mkdirSync(folder, { recursive: true });
  const copy = temporaryFolder();
  try {
    for (const { name, folder: from, json } of publishedPackages) {
      for (const part of partsOf(from, json.files))
        cpSync(join(from, part), join(copy.path, 'packages', name, part), { recursive: true });
    }
    cpSync(join(ROOT, MANIFEST_SCRIPT), join(copy.path, MANIFEST_SCRIPT));
    writeFileSync(
      join(copy.path, 'package.json'),
      '{ "private": true, "workspaces": ["packages/*"] }\n',
    );
    const answer = npm(copy.path, ['pack', '--json', '--workspaces', '--pack-destination', folder]);
    // npm 12 answers with an object by name where npm 11 has a list.
    const reports = Object.values(JSON.parse(answer) as Record<string, PackReport>);
    return reports.map(({ name, filename, files }) => ({
      name,
      tarball: join(folder, filename),
      files: files.map(({ path }) => path).sort(),
    }));
  } finally {
    copy.remove();
  }
}

/** What changes with each build and each edit of a manifest. */
function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, MANIFEST_SCRIPT)));
  for (const { folder, json } of publishedPackages) {
    for (const part of partsOf(folder, json.files)) {
      const path = join(folder, part);
      const within = statSync(path).isDirectory()
        ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()
        : [''];
      for (const file of within) {
        const { size, mtimeMs } = statSync(join(path, file));
        hash.update(`${path}/${file} ${size} ${mtimeMs}\n`);
      }
    }
  }
  return hash.digest('hex').slice(0, 16);
}

const DAY_MS = 86_400_000;

/** Removes the tarballs of earlier builds, but none that a test of today may still read. */
function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path, { recursive: true });
  }
}

/**
 * Returns the tarballs of all published packages, as they are built. All test files of a run share
 * them: the first one packs, and so does the first one after a build.
 */
export function packedOnce(): readonly Packed[] {
  const folder = join(ROOT, 'node_modules/.cache/jackfield-packed', fingerprint());
  const list = join(folder, 'packed.json');
  if (!existsSync(list)) {
    mkdirSync(dirname(folder), { recursive: true });
    removeOld(dirname(folder));
    const made = mkdtempSync(`${folder}-`);
    const packed = pack(made).map(({ name, tarball, files }) => ({
      name,
      tarball: tarball.replace(made, folder),
      files,
    }));
    writeFileSync(join(made, 'packed.json'), JSON.stringify(packed));
    try {
      renameSync(made, folder);
    } catch (error) {
      // Another test file was faster.
      rmSync(made, { recursive: true });
      if (!existsSync(list)) throw error;
    }
  }
  return JSON.parse(readFileSync(list, 'utf8')) as readonly Packed[];
}

/** Unpacks tarballs as an installation would: into `folder/node_modules`. */
export function unpack(packed: readonly Packed[], folder: string): void {
  for (const { name, tarball } of packed) {
    const target = join(folder, 'node_modules', name);
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  }
}
