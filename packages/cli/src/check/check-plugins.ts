import { realpath } from 'node:fs/promises';
import { CliError } from '../cli-error.js';
import { findPluginPackages, packageIn } from '../plugin/find-plugin-packages.js';
import { nearestPackage } from '../plugin/package-json.js';
import { isMonorepo } from '../plugin/workspaces.js';
import { createSources } from '../read/project.js';
import { createPluginReader } from '../read/read-plugin.js';
import { createLoader } from '../run/create-loader.js';
import type { PluginPackage } from '../plugin/manifest.js';
import { checkPackage } from './check-package.js';
import { readPackage } from './read-package.js';
import type { CheckReport, PackageReport } from './report.js';
import { createVocabularies, type Vocabularies } from './vocabulary.js';

/** Options of {@link checkPlugins}. */
export interface CheckOptions {
  /** A folder in a package, or the root of a monorepo. */
  readonly folder: string;
  /** The folder of schemas; by default the nearest, or that of the installed core. */
  readonly schemas?: string | undefined;
  /** Whether to write the manifests. */
  readonly write?: boolean;
  /** Whether to make bundles and check them; default true. */
  readonly bundle?: boolean;
  /** The size limit of a bundle in bytes; by default the `maxSize` of its manifest, or 50,000. */
  readonly maxSize?: number | undefined;
}

/**
 * Checks the plugin packages of a folder. It reads their source, and loads each in a process of its
 * own to compare what it declares.
 */
export const checkPlugins = async (options: CheckOptions): Promise<CheckReport> => {
  const { folder, json } = await nearestPackage(options.folder);
  const found = await findPluginPackages(folder);
  if (found.length === 0 && (await isMonorepo(folder, json))) {
    throw new CliError(`No workspace of ${folder} is a plugin package.`);
  }
  // A package that the caller named is checked even if it exports no plugin: that is a violation.
  const plugins = found.length === 0 ? [await packageIn(folder, json)] : found;
  const root = await realpath(folder);
  const reports = await checkPackages(plugins, root, createVocabularies(options.schemas), options);
  const count = (severity: string): number =>
    reports.flatMap(({ violations }) => violations.filter((each) => each.severity === severity))
      .length;
  return { root, packages: reports, errors: count('error'), warnings: count('warning') };
};

/**
 * Checks packages.
 *
 * @param root - file paths in the reports are relative to this folder
 * @param options - without `load`, only what the source proves is accepted
 */
export const checkPackages = async (
  plugins: readonly PluginPackage[],
  root: string,
  vocabularies: Vocabularies,
  options: Omit<CheckOptions, 'folder' | 'schemas'> & { readonly load?: boolean },
): Promise<readonly PackageReport[]> => {
  const packages = await Promise.all(plugins.map((plugin) => readPackage(plugin)));

  const sources = createSources();
  const entries = packages.map(({ source }) => source && sources.add(source));
  const context = {
    root,
    reader: createPluginReader(sources),
    vocabularies,
    load:
      options.load === false
        ? () => Promise.resolve({ why: 'it was not loaded' })
        : createLoader(
            packages.flatMap(({ folder, source }) =>
              source === undefined ? [] : [[folder, source]],
            ),
          ),
    write: options.write ?? false,
    bundle: options.bundle ?? true,
    maxSize: options.maxSize,
  };
  const reports: PackageReport[] = [];
  for (const [index, checked] of packages.entries()) {
    reports.push(await checkPackage(checked, entries[index] || undefined, context));
  }
  return reports;
};
