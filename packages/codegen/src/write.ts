import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { GENERATED } from './emit/banner.js';
import { byText } from './json.js';

/** Generated texts by their paths. */
export type Files = ReadonlyMap<string, string>;

/** The paths whose file on disk is missing or says something else. */
export const staleFiles = async (folder: string, files: Files): Promise<readonly string[]> => {
  const stale: string[] = [];
  for (const [path, text] of files) {
    const old = await readFile(join(folder, path), 'utf8').catch(() => undefined);
    if (old !== text) stale.push(path);
  }
  return stale;
};

/** Writes the files that changed, and no others: watchers and build caches look at the times. */
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
 * The paths of generated files in the subfolder `owned` that are none of `files`: pages of messages
 * that are gone. What somebody else wrote there is left alone.
 */
export const orphanedFiles = async (
  folder: string,
  owned: string,
  files: Files,
): Promise<readonly string[]> => {
  const found = await readdir(join(folder, owned), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const orphans: string[] = [];
  for (const entry of found) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name)
      .slice(join(folder, 'x').length - 1)
      .split(sep)
      .join('/');
    if (files.has(path)) continue;
    const [first = ''] = (await readFile(join(folder, path), 'utf8')).split('\n', 1);
    if (first.includes(GENERATED)) orphans.push(path);
  }
  return orphans.sort(byText);
};

/** Removes files; a folder that is empty then stays. */
export const removeFiles = async (folder: string, paths: readonly string[]): Promise<void> => {
  for (const path of paths) await rm(join(folder, path));
};
