import { dirname, join } from 'node:path';
import { readPackageJson } from './package-json.js';

/** Returns the version of a package that a folder's code imports; `undefined` if none is installed. */
export const installedVersion = async (
  folder: string,
  name: string,
): Promise<string | undefined> => {
  for (let at = folder; ; at = dirname(at)) {
    const version = (await readPackageJson(join(at, 'node_modules', name)))?.version;
    if (version !== undefined) return version;
    if (at === dirname(at)) return undefined;
  }
};
