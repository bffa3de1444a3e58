import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const WORKSPACE =
  /^(?:packages|apps|examples)\/[^/]+|^(?:bench|docs|package-tests|schemas|scripts)(?=\/)/;

/** Their tests read the files of every package. */
const READ_ALL = ['docs', 'package-tests', 'scripts'];

/** Nothing outside the package reads these. */
const IS_OWN = /\.(?:md|test\.ts|test-d\.ts)$/;

/** A relative path in a text, be it imported or read. */
const RELATIVE = /['"`](\.\.?\/[^'"`\n$]+)['"`]/g;

const workspaceOf = (path: string): string | undefined => WORKSPACE.exec(path)?.[0];

const git = (root: string, ...args: readonly string[]): readonly string[] =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 })
    .split('\n')
    .filter((line) => line !== '');

/** The folders of the workspaces, by the names of their packages. */
function packageFolders(folders: Iterable<string>, root: string): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const folder of folders) {
    const file = join(root, folder, 'package.json');
    if (!existsSync(file)) continue;
    const { name } = JSON.parse(readFileSync(file, 'utf8')) as { readonly name: string };
    named.set(name, folder);
  }
  return named;
}

/** For each workspace, those that import it, by name or by path, or read its files. */
function readersByFolder(files: readonly string[], root: string): ReadonlyMap<string, Set<string>> {
  const folders = new Set(files.map(workspaceOf).filter((folder) => folder !== undefined));
  const named = packageFolders(folders, root);
  const readers = new Map([...folders].map((folder) => [folder, new Set<string>()]));
  for (const file of files) {
    const reader = workspaceOf(file);
    if (reader === undefined || !/\.(?:[cm]?[jt]s|json|html)$/.test(file)) continue;
    const text = readFileSync(join(root, file), 'utf8');
    if (file === `${reader}/package.json`)
      for (const [name, folder] of named)
        if (text.includes(`"${name}"`) && folder !== reader) readers.get(folder)?.add(reader);
    for (const [, path = ''] of text.matchAll(RELATIVE)) {
      const target = relative(root, resolve(root, dirname(file), path)).replaceAll(sep, '/');
      const folder = workspaceOf(`${target}/`);
      if (folder !== undefined && folder !== reader) readers.get(folder)?.add(reader);
    }
  }
  return readers;
}

/**
 * Where the tests are that the changes against `main` can affect, committed or not: a changed test
 * file itself, else its workspace, and every workspace that depends on one that has changed.
 * `undefined` where that is everything: a file in the root, such as the configuration of vitest.
 */
export function affectedFolders(root: string): readonly string[] | undefined {
  const [base = ''] = git(root, 'merge-base', 'HEAD', 'main');
  const changed = [
    ...git(root, 'diff', '--name-only', '--no-renames', base),
    ...git(root, 'ls-files', '--others', '--exclude-standard'),
  ];
  if (changed.length === 0) return [];
  const files = git(root, 'ls-files', '--cached', '--others', '--exclude-standard').filter((file) =>
    existsSync(join(root, file)),
  );
  const readers = readersByFolder(files, root);
  const affected = new Set(READ_ALL);
  const visit = (folder: string): void => {
    if (affected.has(folder) && !READ_ALL.includes(folder)) return;
    affected.add(folder);
    for (const reader of readers.get(folder) ?? []) if (!affected.has(reader)) visit(reader);
  };
  for (const file of changed) {
    const folder = workspaceOf(file);
    if (folder === undefined) {
      // The documents of the root are read by the tests of `scripts`.
      if (file.endsWith('.md') || file.startsWith('.github/') || file.startsWith('.changeset/'))
        continue;
      return undefined;
    }
    if (/\.test(?:-d)?\.ts$/.test(file)) affected.add(existsSync(join(root, file)) ? file : folder);
    else if (IS_OWN.test(file)) affected.add(folder);
    else visit(folder);
  }
  // A filter of vitest is a part of a path.
  return [...affected].map((path) => (path.endsWith('.ts') ? path : `${path}/`)).sort();
}
