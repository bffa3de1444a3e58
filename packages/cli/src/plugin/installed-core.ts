import { dirname, join } from 'node:path';
import { readPackageJson } from './package-json.js';

const CORE = join('node_modules', '@jackfield', 'core');

/** Returns the version of core that a folder's code imports; `undefined` if none is installed. */
export const installedCore = async (folder: string): Promise<string | undefined> => {
  for (let at = folder; ; at = dirname(at)) {
    const version = (await readPackageJson(join(at, CORE)))?.version;
    if (version !== undefined) return version;
    if (at === dirname(at)) return undefined;
  }
};
