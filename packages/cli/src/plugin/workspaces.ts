import { join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { parse } from 'yaml';
import { isObject } from '@jackfield/plugin-kit/json';
import { CliError } from '../cli-error.js';
import { readIfThere, readPackageJson, type PackageJson } from './package-json.js';

const isText = (value: unknown): value is string => typeof value === 'string';

/** The globs that name the workspaces of a monorepo; `undefined` where it is none. */
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

/** Whether a package.json makes its folder the root of workspaces. */
export const isMonorepo = async (folder: string, json: PackageJson): Promise<boolean> =>
  (await globsOf(folder, json)) !== undefined;

/**
 * The folders of the workspaces of a monorepo that have a package.json, absolute and sorted: those
 * of npm, yarn and bun from `workspaces`, those of pnpm from the list in pnpm-workspace.yaml.
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
