import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CliError } from '../cli-error.js';
import { findPluginPackages } from '../plugin/find-plugin-packages.js';
import type { PluginPackage } from '../plugin/manifest.js';
import { nearestPackage } from '../plugin/package-json.js';

/** Where the command runs, and the plugins that it is about. */
export interface ChosenPackages {
  readonly root: string;
  readonly packages: readonly PluginPackage[];
}

const real = async (each: PluginPackage): Promise<PluginPackage> => ({
  ...each,
  folder: await realpath(each.folder),
  source: each.source === undefined ? undefined : await realpath(each.source),
});

/** A folder's own package, though it be none of the monorepo's. */
const inFolder = async (name: string): Promise<PluginPackage | undefined> => {
  const folder = resolve(name);
  const found = await findPluginPackages(folder).catch(() => []);
  return found.find((each) => each.folder === folder);
};

/**
 * The plugin packages of the folder: all, or those of these names, which are packages or folders.
 *
 * @throws CliError where there is none
 */
export const choosePackages = async (names: readonly string[]): Promise<ChosenPackages> => {
  const { folder } = await nearestPackage(process.cwd());
  const all = await findPluginPackages(folder);
  const chosen = new Map<string, PluginPackage>();
  for (const name of names) {
    const found =
      all.find((each) => each.name === name || each.folder === resolve(name)) ??
      (await inFolder(name));
    if (found === undefined) {
      const known = all.map((each) => each.name).join(', ') || 'none';
      throw new CliError(
        `${name} is neither the name of a plugin package nor the folder of one; in ${folder} there is ${known}.`,
      );
    }
    chosen.set(found.folder, found);
  }
  const packages = names.length === 0 ? all : [...chosen.values()];
  if (packages.length === 0) {
    throw new CliError(
      `There is no plugin package in ${folder}: one has a member "jackfield" in its package.json, or exports what definePlugin makes.`,
    );
  }
  return { root: await realpath(folder), packages: await Promise.all(packages.map(real)) };
};
