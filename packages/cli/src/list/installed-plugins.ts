import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import semver from 'semver';
import { isObject } from '@jackfield/plugin-kit/json';
import { CliError } from '../cli-error.js';
import type { Vocabularies } from '../check/vocabulary.js';
import { installedVersion } from '../plugin/installed-version.js';
import { manifestIssues } from '../plugin/manifest-issues.js';
import type { Manifest } from '../plugin/manifest.js';
import { readPackageJson, type PackageJson } from '../plugin/package-json.js';
import { workspacesOf } from '../plugin/workspaces.js';
import { readSources } from './read-sources.js';

/** An installed plugin, as its manifest describes it. */
export interface ListedPlugin {
  /** The name by which it is imported. */
  readonly name: string;
  readonly version: string;
  /** Absolute. */
  readonly folder: string;
  /** Whether it is a dependency in package.json; otherwise it is only a workspace. */
  readonly isDependency: boolean;
  readonly manifest: Manifest;
  /** The version of core that it resolves to; `null` if none is installed. */
  readonly installedCore: string | null;
  /** Whether that version is in its range; `null` if none is installed. */
  readonly fits: boolean | null;
}

/** Why an installed package is not listed. */
export interface ListProblem {
  /** The package's name. */
  readonly package: string;
  /** JSON pointer into its package.json; empty if the whole file is invalid. */
  readonly pointer: string;
  readonly message: string;
}

/** The installed plugins, and the packages that cannot be listed. */
export interface Installed {
  readonly plugins: readonly ListedPlugin[];
  readonly problems: readonly ListProblem[];
}

interface Place {
  readonly name: string;
  readonly folder: string;
  readonly isDependency: boolean;
}

/** Returns the names of all dependencies of a package.json, sorted. */
const dependenciesOf = (json: PackageJson): readonly string[] => {
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies'].map(
    (each) => json[each],
  );
  return [...new Set(groups.filter(isObject).flatMap((group) => Object.keys(group)))].sort();
};

/** Returns the folder of a dependency, resolved from `start`. */
const installedIn = async (start: string, name: string): Promise<string | undefined> => {
  for (let at = start; ; at = dirname(at)) {
    const folder = await realpath(join(at, 'node_modules', name)).catch(() => undefined);
    if (folder !== undefined) return folder;
    if (at === dirname(at)) return undefined;
  }
};

const placesOf = async (root: string, json: PackageJson): Promise<readonly Place[]> => {
  const places = new Map<string, Place>();
  for (const name of dependenciesOf(json)) {
    const folder = await installedIn(root, name);
    if (folder !== undefined) places.set(folder, { name, folder, isDependency: true });
  }
  for (const workspace of await workspacesOf(root, json)) {
    const folder = await realpath(workspace);
    const name = (await readPackageJson(folder))?.name ?? folder;
    if (!places.has(folder)) places.set(folder, { name, folder, isDependency: false });
  }
  return [...places.values()];
};

/** Describes a plugin by its manifest, or its invalid manifest. */
const described = async (
  { name, folder, isDependency }: Place,
  { version = '0.0.0' }: PackageJson,
  manifest: unknown,
): Promise<ListedPlugin | readonly ListProblem[]> => {
  const issues = manifestIssues(manifest);
  if (issues.length > 0) {
    return issues.map(({ pointer, expected, received }) => ({
      package: name,
      pointer: `/jackfield${pointer}`,
      message: `expected ${expected}, received ${received}`,
    }));
  }
  const core = (await installedVersion(folder, '@jackfield/core')) ?? null;
  const read = manifest as Manifest;
  return {
    name,
    version,
    folder,
    isDependency,
    manifest: read,
    installedCore: core,
    fits: core === null ? null : semver.satisfies(core, read.core),
  };
};

/**
 * Returns the plugins among the dependencies and workspaces of a package, sorted by name. It reads
 * their manifests, or else their source, and loads no code. Packages with an invalid manifest are
 * listed as problems.
 */
export const installedPlugins = async (
  root: string,
  json: PackageJson,
  vocabularies: Vocabularies,
): Promise<Installed> => {
  const plugins: ListedPlugin[] = [];
  const problems: ListProblem[] = [];
  const packages: (readonly [place: Place, json: PackageJson])[] = [];
  for (const place of await placesOf(root, json)) {
    try {
      const own = await readPackageJson(place.folder);
      if (own !== undefined) packages.push([place, own]);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      problems.push({ package: place.name, pointer: '', message: error.message });
    }
  }
  const without = packages.filter(([, own]) => own['jackfield'] === undefined);
  const read = await readSources(
    new Map(without.map(([{ folder }, own]) => [folder, own])),
    root,
    vocabularies,
  );
  for (const [place, own] of packages) {
    const { name, folder } = place;
    const manifest = own['jackfield'] === undefined ? read.get(folder) : own['jackfield'];
    if (read.get(folder) === null) {
      const message = `expected a manifest of its plugin, received none: run jackfield check --write in ${folder}`;
      problems.push({ package: name, pointer: '/jackfield', message });
    } else if (manifest !== undefined) {
      const found = await described(place, own, manifest);
      if ('manifest' in found) plugins.push(found);
      else problems.push(...found);
    }
  }
  return {
    plugins: plugins.sort((a, b) => (a.name < b.name ? -1 : 1)),
    problems,
  };
};
