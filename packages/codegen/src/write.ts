import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { GENERATED } from './emit/banner.js';
import { byText } from './json.js';

/** Generated texts by their paths. */
export type Files = ReadonlyMap<string, string>;

/** Returns the paths whose file is missing or has another content. */
export const staleFiles = async (folder: string, files: Files): Promise<readonly string[]> => {
  const stale: string[] = [];
  for (const [path, text] of files) {
    const old = await readFile(join(folder, path), 'utf8').catch(() => undefined);
    if (old !== text) stale.push(path);
  }
  return stale;
};

/** Writes only changed files: watchers and build caches depend on modification times. */
export const writeFiles = async (folder: string, files: Files): Promise<readonly string[]> => {
  const stale = await staleFiles(folder, files);
  for (const path of stale) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, files.get(path) as string);
  }
  return stale;
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
export const removeFiles = async (folder: string, paths: readonly string[]): Promise<void> => {
  for (const path of paths) await rm(join(folder, path));
};
