import { isObject } from '@jackfield/plugin-kit/json';
import { CliError } from '../cli-error.js';
import { entrySource } from './entry-source.js';
import type { Manifest, PluginPackage } from './manifest.js';
import { mentionsPlugin } from './mentions-plugin.js';
import { nearestPackage, readPackageJson, type PackageJson } from './package-json.js';
import { isMonorepo, workspacesOf } from './workspaces.js';

/** Returns the package in a folder, which need not be a plugin. */
export const packageIn = async (folder: string, json: PackageJson): Promise<PluginPackage> => ({
  folder,
  name: json.name ?? folder,
  version: json.version ?? '0.0.0',
  // Not validated: callers check the shape of the manifest.
  manifest: isObject(json['jackfield']) ? (json['jackfield'] as unknown as Manifest) : undefined,
  source: await entrySource(folder, json),
});

/** Whether its source may define a plugin, by a text search without parsing. */
const mayDefine = async ({ source }: PluginPackage): Promise<boolean> =>
  source !== undefined && (await mentionsPlugin(source));

/** Whether its source exports a plugin. The parser is slow to load, so it is imported here. */
const exportsPlugin = async (candidate: PluginPackage): Promise<boolean> => {
  const { readDeclarations } = await import('./read-declarations.js');
  return readDeclarations(candidate).length > 0;
};

/**
 * Finds the plugin packages of a folder: its own package, or those among the workspaces of a
 * monorepo.
 *
 * @param root - a folder in a package, or the root of a monorepo
 * @param names - names of packages; all if omitted
 * @throws CliError if there is no package.json, or no plugin package of a name
 */
export const findPluginPackages = async (
  root: string,
  names?: readonly string[],
): Promise<readonly PluginPackage[]> => {
  const { folder, json } = await nearestPackage(root);
  const folders = [
    folder,
    ...((await isMonorepo(folder, json)) ? await workspacesOf(folder, json) : []),
  ];
  // In a monorepo, packages that use `definePlugin` only internally are not plugin packages.
  const isSingle = folders.length === 1;
  const found: PluginPackage[] = [];
  for (const each of folders) {
    const own = each === folder ? json : await readPackageJson(each);
    const candidate = await packageIn(each, own ?? {});
    const isPlugin =
      candidate.manifest !== undefined ||
      ((await mayDefine(candidate)) && (isSingle || (await exportsPlugin(candidate))));
    if (isPlugin) found.push(candidate);
  }
  const missing = names?.find((name) => !found.some((plugin) => plugin.name === name));
  if (missing !== undefined) {
    const known = found.map(({ name }) => name).join(', ') || 'none';
    throw new CliError(
      `Expected the name of a plugin package, received ${missing}. Plugin packages in ${folder}: ${known}.`,
    );
  }
  return names === undefined ? found : found.filter(({ name }) => names.includes(name));
};
