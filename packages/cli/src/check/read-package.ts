import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginPackage } from '../plugin/manifest.js';
import { readIfThere, readPackageJson, type PackageJson } from '../plugin/package-json.js';

/** A package to check, with the text of its package.json. */
export interface CheckedPackage extends PluginPackage {
  /** The package.json, absolute. */
  readonly file: string;
  readonly json: PackageJson;
  readonly text: string;
}

/** Reads what the rules need besides the source. Symbolic links are resolved, as for the source. */
export const readPackage = async (plugin: PluginPackage): Promise<CheckedPackage> => {
  const folder = await realpath(plugin.folder);
  const file = join(folder, 'package.json');
  return {
    ...plugin,
    folder,
    source: plugin.source && (await realpath(plugin.source)),
    file,
    json: (await readPackageJson(folder)) ?? {},
    text: (await readIfThere(file)) ?? '{}',
  };
};
