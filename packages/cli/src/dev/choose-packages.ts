import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CliError } from '../cli-error.js';
import { findPluginPackages } from '../plugin/find-plugin-packages.js';
import type { PluginPackage } from '../plugin/manifest.js';
import { nearestPackage } from '../plugin/package-json.js';

/** The folder that the command runs in, and the plugins that it runs. */
export interface ChosenPackages {
  readonly root: string;
  readonly packages: readonly PluginPackage[];
}

const real = async (each: PluginPackage): Promise<PluginPackage> => ({
  ...each,
  folder: await realpath(each.folder),
  source: each.source === undefined ? undefined : await realpath(each.source),
});

/** Finds the plugin package in a folder that may be outside the monorepo. */
const inFolder = async (name: string): Promise<PluginPackage | undefined> => {
  const folder = resolve(name);
  const found = await findPluginPackages(folder).catch(() => []);
  return found.find((each) => each.folder === folder);
};

/**
 * Selects plugin packages of the current folder: all, or those with the given names or folders.
 *
 * @throws CliError if a name is unknown or there is no plugin package
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
        `Expected the name or the folder of a plugin package, received ${name}. Plugin packages in ${folder}: ${known}.`,
      );
    }
    chosen.set(found.folder, found);
  }
  const packages = names.length === 0 ? all : [...chosen.values()];
  if (packages.length === 0) {
    throw new CliError(
      `Expected a plugin package in ${folder}, found none. A plugin package exports the result of definePlugin, or has a member "jackfield" in its package.json.`,
    );
  }
  return { root: await realpath(folder), packages: await Promise.all(packages.map(real)) };
};
