import { isObject } from '@jackfield/plugin-kit/json';
import { manifestIssues } from './manifest-issues.js';
import type { Manifest } from './manifest.js';
import { installedPackageJson } from './package-json.js';
import { folderOf, packageOf } from './workspace-source.js';

/** A plugin of an installed package, as the package's own manifest describes it. */
export interface ShippedPlugin {
  /** The package's name. */
  readonly name: string;
  readonly manifest: Manifest;
}

/** Returns the plugin of the package that an import names; `undefined` if it is not a plugin package. */
export const shippedPlugin = (specifier: string, from: string): ShippedPlugin | undefined => {
  const [name, path] = packageOf(specifier) ?? [];
  if (name === undefined || path !== '.') return undefined;
  const folder = folderOf(name, from);
  const manifest = folder === undefined ? undefined : installedPackageJson(folder)?.['jackfield'];
  if (!isObject(manifest) || manifestIssues(manifest).length > 0) return undefined;
  return { name, manifest: manifest as unknown as Manifest };
};
