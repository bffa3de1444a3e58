import {
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { GENERATED } from './emit/banner.js';
import { CodegenError } from './errors.js';
import { byText } from './json.js';

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

/** The name of a temporary file, with the process that writes it. */
const TEMPORARY = /\.(\d+)\.jackfield-tmp$/;

const isRunning = (process_: number): boolean => {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // Another user's process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Removes the temporary files of processes that were killed. */
const removeAbandoned = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    const [, owner] = TEMPORARY.exec(name) ?? [];
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(folder, name));
  }
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file is in the place of its folder',
  EEXIST: 'a file is in the place of its folder',
  ENOSPC: 'the disk is full',
};

const failed = (path: string, reason: string): CodegenError =>
  new CodegenError('OUTPUT_UNWRITABLE', `Cannot write ${path}: ${reason}. No file was changed.`);

/** Returns the path of the file to replace: what a symbolic link points to, not the link. */
const targetOf = (path: string): string => {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return path;
  const target = stats.isSymbolicLink() ? realpathSync(path) : path;
  const file = lstatSync(target);
  if (file.isDirectory()) throw failed(path, 'it is a folder');
  if ((file.mode & 0o200) === 0) throw failed(path, 'it is read-only');
  return target;
};

/**
 * Writes all files or none.
 *
 * All are written to temporary files first, which then replace the old ones without a pause between
 * them: a full disk, a missing permission or a killed process leaves the old files.
 */
export const writeFiles = (files: Files): void => {
  const folders: string[] = [];
  const renames: [temporary: string, target: string][] = [];
  let current = '';
  try {
    for (const [path, text] of files) {
      current = path;
      const made = mkdirSync(dirname(path), { recursive: true });
      if (made !== undefined) folders.push(made);
      removeAbandoned(dirname(path));
      const target = targetOf(path);
      const temporary = `${target}.${process.pid}.jackfield-tmp`;
      renames.push([temporary, target]);
      writeFileSync(temporary, text, { flush: true });
    }
    for (const [temporary, target] of renames) {
      current = target;
      renameSync(temporary, target);
    }
  } catch (error) {
    for (const [temporary] of renames) rmSync(temporary, { force: true });
    for (const folder of folders.reverse()) rmSync(folder, { recursive: true, force: true });
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw error instanceof CodegenError ? error : failed(current, REASONS[code] ?? message);
  }
};

/**
 * Returns the generated files in the subfolder `owned` that are not in `files`: pages of removed
 * messages. Files without the mark of the generator are ignored.
 */
export const obsoleteFiles = async (
  folder: string,
  owned: string,
  files: Files,
): Promise<readonly string[]> => {
  const found = await readdir(join(folder, owned), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const obsolete: string[] = [];
  for (const entry of found) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name)
      .slice(join(folder, 'x').length - 1)
      .split(sep)
      .join('/');
    if (files.has(path)) continue;
    const [first = ''] = (await readFile(join(folder, path), 'utf8')).split('\n', 1);
    if (first.includes(GENERATED)) obsolete.push(path);
  }
  return obsolete.sort(byText);
};

/** Removes files, but not their folders. */
export const removeFiles = (folder: string, paths: readonly string[]): void => {
  for (const path of paths) rmSync(join(folder, path), { force: true });
};
