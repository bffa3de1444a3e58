import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { parse } from 'yaml';
import { isObject } from '@jackfield/plugin-kit/json';
import { CliError } from '../cli-error.js';
import {
  installedPackageJson,
  readIfThere,
  readPackageJson,
  type PackageJson,
} from './package-json.js';

const isText = (value: unknown): value is string => typeof value === 'string';

/** Returns the globs of a monorepo's workspaces; `undefined` if the folder is not a monorepo. */
const globsOf = async (
  folder: string,
  { workspaces }: PackageJson,
): Promise<readonly string[] | undefined> => {
  const listed = isObject(workspaces) ? workspaces['packages'] : workspaces;
  if (Array.isArray(listed)) return listed.filter(isText);
  const yaml = await readIfThere(join(folder, 'pnpm-workspace.yaml'));
  if (yaml === undefined) return undefined;
  try {
    const { packages } = (parse(yaml) ?? {}) as { readonly packages?: unknown };
    return Array.isArray(packages) ? packages.filter(isText) : [];
  } catch (error) {
    throw new CliError(`pnpm-workspace.yaml is not valid YAML: ${(error as Error).message}`);
  }
};

/** Whether a folder is the root of a monorepo. */
export const isMonorepo = async (folder: string, json: PackageJson): Promise<boolean> =>
  (await globsOf(folder, json)) !== undefined;

/** Returns the folders that the globs of a monorepo match, absolute and sorted. */
const matchesOf = async (folder: string, globs: readonly string[]): Promise<readonly string[]> => {
  const found = await glob([...globs], {
    cwd: folder,
    onlyDirectories: true,
    expandDirectories: false,
    absolute: true,
    ignore: ['**/node_modules/**'],
  });
  return found.map((path) => resolve(path)).sort();
};

/**
 * Returns the workspace folders that have a package.json, absolute and sorted: for npm, yarn and bun
 * from `workspaces`, for pnpm from pnpm-workspace.yaml.
 */
export const workspacesOf = async (
  folder: string,
  json: PackageJson,
): Promise<readonly string[]> => {
  const folders: string[] = [];
  for (const workspace of await matchesOf(folder, (await globsOf(folder, json)) ?? [])) {
    if (workspace !== folder && (await readPackageJson(workspace)) !== undefined) {
      folders.push(workspace);
    }
  }
  return folders;
};

/** Returns the root of the monorepo that a package is a workspace of, or else the package's own folder. */
export const workspaceRoot = async (folder: string): Promise<string> => {
  const own = await realpath(folder);
  for (let at = own; ; at = dirname(at)) {
    const globs = await globsOf(at, installedPackageJson(at) ?? {}).catch((error: unknown) => {
      // A file above the package that is not valid need not concern it.
      if (error instanceof CliError) return undefined;
      throw error;
    });
    if (globs !== undefined && (at === own || (await matchesOf(at, globs)).includes(own)))
      return at;
    if (at === dirname(at)) return own;
  }
};
