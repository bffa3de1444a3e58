import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
