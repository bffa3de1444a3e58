import { dirname, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { globSync } from 'tinyglobby';
import type { Workspace } from './choice.js';
import { CreateError } from './create-error.js';
import { isThere, readJson } from './disk.js';

/** A monorepo that has core among its workspaces. */
export interface Monorepo {
  /** Absolute, as is core's folder. */
  readonly folder: string;
  readonly globs: readonly string[];
  readonly core: { readonly folder: string; readonly version: string };
}

const isText = (value: unknown): value is string => typeof value === 'string';

const globsOf = (json: Readonly<Record<string, unknown>>): readonly string[] => {
  const { workspaces } = json;
  const listed: unknown = Array.isArray(workspaces)
    ? workspaces
    : (workspaces as { readonly packages?: unknown } | undefined)?.packages;
  return Array.isArray(listed) ? listed.filter(isText) : [];
};

const monorepoIn = (folder: string): Monorepo | undefined => {
  const globs = globsOf(readJson(join(folder, 'package.json')) ?? {});
  if (globs.length === 0) return undefined;
  const folders = globSync([...globs], {
    cwd: folder,
    onlyDirectories: true,
    expandDirectories: false,
    absolute: true,
    ignore: ['**/node_modules/**'],
  });
  for (const each of folders.map((path) => resolve(path))) {
    const json = readJson(join(each, 'package.json'));
    if (json?.['name'] !== '@jackfield/core' || !isText(json['version'])) continue;
    return { folder, globs, core: { folder: each, version: json['version'] } };
  }
  return undefined;
};

/** Finds the monorepo with core that contains a folder; the folder itself need not exist. */
export const monorepoAround = (folder: string): Monorepo | undefined => {
  for (let each = folder; ; each = dirname(each)) {
    const found = monorepoIn(each);
    if (found !== undefined || each === dirname(each)) return found;
  }
};

/** Whether a package in `folder` would be a workspace. */
const isWorkspace = ({ folder: root, globs }: Monorepo, folder: string): boolean => {
  const isNegated = (glob: string): boolean => glob.startsWith('!');
  return picomatch.isMatch(
    relative(root, folder).split(sep).join('/'),
    globs.filter((glob) => !isNegated(glob)).map((glob) => glob.replace(/\/+$/, '')),
    { ignore: globs.filter(isNegated).map((glob) => glob.slice(1)) },
  );
};

/**
 * Returns the default folder of a package: in `cwd` or, if it would not be a workspace there, in
 * `examples`, or else next to core.
 */
export const defaultFolder = (name: string, cwd: string): string => {
  const here = join(cwd, name);
  const monorepo = monorepoAround(cwd);
  if (monorepo === undefined || isWorkspace(monorepo, here)) return here;
  const example = join(monorepo.folder, 'examples', name);
  return isWorkspace(monorepo, example) ? example : join(dirname(monorepo.core.folder), name);
};

/**
 * Returns the settings for a package in a folder of the monorepo.
 *
 * @throws CreateError if the folder would not be a workspace, because npm would not link it
 */
export const workspaceIn = (monorepo: Monorepo, folder: string): Workspace => {
  const { folder: root, globs } = monorepo;
  if (!isWorkspace(monorepo, folder)) {
    throw new CreateError(
      `--folder: expected a workspace of the monorepo ${root} (${globs.join(', ')}), received ${folder}.`,
    );
  }
  const json = readJson(join(root, 'package.json')) ?? {};
  return {
    root: relative(folder, root).split(sep).join('/'),
    tools: Object.keys((json['devDependencies'] as object | undefined) ?? {}),
    baseConfig: isThere(join(root, 'tsconfig.base.json')),
    ignores: isThere(join(root, '.gitignore')),
  };
};
