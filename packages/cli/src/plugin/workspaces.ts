import { join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { parse } from 'yaml';
import { isObject } from '@jackfield/plugin-kit/json';
import { CliError } from '../cli-error.js';
import { readIfThere, readPackageJson, type PackageJson } from './package-json.js';

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

/**
 * Returns the workspace folders that have a package.json, absolute and sorted: for npm, yarn and bun
 * from `workspaces`, for pnpm from pnpm-workspace.yaml.
 */
export const workspacesOf = async (
  folder: string,
  json: PackageJson,
): Promise<readonly string[]> => {
  const found = await glob([...((await globsOf(folder, json)) ?? [])], {
    cwd: folder,
    onlyDirectories: true,
    expandDirectories: false,
    absolute: true,
    ignore: ['**/node_modules/**'],
  });
  const folders: string[] = [];
  for (const workspace of found.map((path) => resolve(path)).sort()) {
    if (workspace !== folder && (await readPackageJson(workspace)) !== undefined) {
      folders.push(workspace);
    }
  }
  return folders;
};
