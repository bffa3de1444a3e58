import {
  copyFileSync,
  type Dirent,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { GENERATED } from './emit/banner.js';
import { CodegenError } from './errors.js';
import { byText } from './json.js';

/** The folder of the reference, with one page for each message. */
export const REFERENCE = 'reference';

/** The folder of the modules of areas, below that of the code. */
export const AREAS = 'areas';

/** Generated texts by their paths. */
export type Files = ReadonlyMap<string, string>;

/** Git may check files out with other line ends: these are as good. */
const sameLines = (text: string): string => text.replaceAll('\r\n', '\n');

/** Returns the paths whose file is missing or has another content. */
export const staleFiles = async (folder: string, files: Files): Promise<readonly string[]> => {
  const stale: string[] = [];
  for (const [path, text] of files) {
    const old = await readFile(join(folder, path), 'utf8').catch(() => undefined);
    if (old === undefined || sameLines(old) !== sameLines(text)) stale.push(path);
  }
  return stale;
};

/**
 * The name of a new file that is not in its place yet, or of the copy of an old one that is not certain
 * to be replaced, with the process that writes them.
 */
const LEFT_OVER = /^(.+)\.(\d+)\.jackfield-(tmp|old)$/;

const isRunning = (process_: number): boolean => {
  // This process has nothing left over from itself: it writes without a pause.
  if (process_ === process.pid) return false;
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // Another user's process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'permission denied',
  EBUSY: 'another program uses it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file is in the place of its folder',
  EEXIST: 'a file is in the place of its folder',
  ENOSPC: 'the disk is full',
};

const reasonOf = (error: unknown): string => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
};

const unwritable = (message: string): CodegenError =>
  new CodegenError('OUTPUT_UNWRITABLE', message);

/** Returns the path of the file to replace: what a symbolic link points to, not the link. */
const targetOf = (path: string): string => {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return path;
  const target = stats.isSymbolicLink() ? realpathSync(path) : path;
  const file = lstatSync(target);
  if (file.isDirectory()) throw new Error('it is a folder');
  if ((file.mode & 0o200) === 0) throw new Error('it is read-only');
  return target;
};

const entriesOf = (folder: string, recursive: boolean): readonly Dirent[] => {
  try {
    return readdirSync(folder, { recursive, withFileTypes: true });
  } catch {
    return [];
  }
};

/**
 * Completes what a killed process began, in folders and in the folders that links in them point to;
 * `nested` ones with all folders in them.
 *
 * 1. All new files are written before the first old one is copied, and all old ones are copied before
 *    the first is replaced.
 * 2. So if there is a copy, all new files are whole, and are put into their places.
 * 3. If there is none, no old file was replaced, and the new files are removed.
 */
export const completeAbandoned = (folders: readonly string[], nested: readonly string[]): void => {
  const places = new Set<string>();
  for (const folder of [...folders, ...nested]) {
    for (const entry of entriesOf(folder, nested.includes(folder))) {
      const path = join(entry.parentPath, entry.name);
      places.add(entry.parentPath);
      if (entry.isSymbolicLink() && existsSync(path)) places.add(dirname(realpathSync(path)));
    }
  }
  const found = [...places].flatMap((folder) =>
    entriesOf(folder, false).flatMap(({ name }) => {
      const [, target, owner, kind] = LEFT_OVER.exec(name) ?? [];
      if (target === undefined || isRunning(Number(owner))) return [];
      return [{ path: join(folder, name), target: join(folder, target), owner, kind }];
    }),
  );
  const begun = new Set(found.filter(({ kind }) => kind === 'old').map(({ owner }) => owner));
  // Copies are removed last: they show that the new files are whole.
  const newFirst = found.sort((a, b) => byText(b.kind ?? '', a.kind ?? ''));
  for (const { path, target, owner, kind } of newFirst) {
    try {
      if (kind === 'tmp' && begun.has(owner)) renameSync(path, target);
      else rmSync(path);
    } catch (error) {
      throw unwritable(`Cannot complete ${target} of a killed process: ${reasonOf(error)}.`);
    }
  }
};

/**
 * Writes all files and removes the obsolete ones, or changes none.
 *
 * 1. Write the new files under temporary names: a full disk or a missing permission shows here.
 * 2. Copy the old files.
 * 3. Put each new file into its place; remove the obsolete ones. If one of them fails, put the copies
 *    back, and remove the files that were not there before.
 * 4. Remove the copies.
 *
 * {@link completeAbandoned} does the rest if the process is killed, except while it puts copies back:
 * then some files may be new and some old until the next run without violations.
 */
export const writeFiles = (files: Files, obsolete: readonly string[]): void => {
  const folders: string[] = [];
  const renames: [temporary: string, target: string][] = [];
  const copies = new Map<string, string>();
  const changed: string[] = [];
  let current = '';
  try {
    for (const [path, text] of files) {
      current = path;
      const made = mkdirSync(dirname(path), { recursive: true });
      if (made !== undefined) folders.push(made);
      const target = targetOf(path);
      const temporary = `${target}.${process.pid}.jackfield-tmp`;
      renames.push([temporary, target]);
      writeFileSync(temporary, text, { flush: true });
    }
    for (const target of [...renames.map(([, path]) => path), ...obsolete]) {
      current = target;
      if (!existsSync(target)) continue;
      const copy = `${target}.${process.pid}.jackfield-old`;
      copies.set(target, copy);
      copyFileSync(target, copy);
    }
    for (const [temporary, target] of renames) {
      current = target;
      renameSync(temporary, target);
      changed.push(target);
    }
    for (const path of obsolete) {
      current = path;
      rmSync(path);
      changed.push(path);
    }
  } catch (error) {
    const kept = restore(changed, copies);
    discard([...renames.map(([temporary]) => temporary), ...copies.values(), ...folders]);
    const outcome =
      kept.length === 0 ? 'No file was changed.' : `Could not restore ${kept.join(', ')}.`;
    const verb = obsolete.includes(current) ? 'remove' : 'write';
    throw unwritable(`Cannot ${verb} ${current}: ${reasonOf(error)}. ${outcome}`);
  }
  discard([...copies.values()]);
};

/** Removes temporary files, and folders that were made for them. */
const discard = (paths: readonly string[]): void => {
  for (const path of paths) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // The next run removes it.
    }
  }
};

/** Puts the copies of changed files back, and returns the files for which that failed. */
const restore = (
  changed: readonly string[],
  copies: ReadonlyMap<string, string>,
): readonly string[] =>
  changed.filter((target) => {
    const copy = copies.get(target);
    try {
      if (copy === undefined) rmSync(target, { force: true });
      else renameSync(copy, target);
      return false;
    } catch {
      return true;
    }
  });

/**
 * Returns the generated files in a subfolder of `folder` that are not in `files`: those of removed
 * messages and areas. Files without the mark of the generator are ignored.
 */
export const obsoleteFiles = async (
  folder: string,
  subfolder: string,
  files: readonly string[],
): Promise<readonly string[]> => {
  const entries = await readdir(join(folder, subfolder), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  const current = new Set(files);
  const obsolete: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || LEFT_OVER.test(entry.name)) continue;
    const name = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    const path = `${folder}/${name}`;
    if (current.has(path)) continue;
    const [first = ''] = (await readFile(path, 'utf8')).split('\n', 1);
    if (first.includes(GENERATED)) obsolete.push(path);
  }
  return obsolete.sort(byText);
};
