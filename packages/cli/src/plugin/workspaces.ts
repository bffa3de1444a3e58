import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, readIfThere, readPackageJson, type PackageJson } from './package-json.js';

const isText = (value: unknown): value is string => typeof value === 'string';

const unquoted = (text: string): string => text.trim().replace(/^(['"])(.*)\1$/, '$2');

/** The `packages` of a pnpm-workspace.yaml, as a list of lines or in brackets. */
const pnpmGlobs = (yaml: string): readonly string[] => {
  const lines = yaml.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, ''));
  const start = lines.findIndex((line) => /^packages\s*:/.test(line));
  if (start < 0) return [];
  const inline = /\[(.*)\]/.exec(lines[start] as string)?.[1];
  if (inline !== undefined) return inline.split(',').map(unquoted).filter(Boolean);
  const rest = lines.slice(start + 1).filter((line) => line.trim() !== '');
  const end = rest.findIndex((line) => !/^\s*-\s/.test(line));
  return (end < 0 ? rest : rest.slice(0, end)).map((line) => unquoted(line.replace(/^\s*-/, '')));
};

/** The globs that name the workspaces of a monorepo; `undefined` where it is none. */
const globsOf = async (
  folder: string,
  { workspaces }: PackageJson,
): Promise<readonly string[] | undefined> => {
  const listed = isObject(workspaces) ? workspaces['packages'] : workspaces;
  if (Array.isArray(listed)) return listed.filter(isText);
  const yaml = await readIfThere(join(folder, 'pnpm-workspace.yaml'));
  return yaml === undefined ? undefined : pnpmGlobs(yaml);
};

/** `a/{b,c}` is `a/b` and `a/c`. */
const expanded = (glob: string): readonly string[] => {
  const [whole, choices] = /\{([^{}]*)\}/.exec(glob) ?? [];
  if (whole === undefined || choices === undefined) return [glob];
  return choices.split(',').flatMap((choice) => expanded(glob.replace(whole, () => choice)));
};

const segmentsOf = (glob: string): readonly string[] =>
  glob.split('/').filter((part) => part !== '' && part !== '.');

const segmentPattern = (segment: string): RegExp =>
  new RegExp(
    `^${segment
      .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

/** The folders that match a glob, relative to `folder`. */
const matching = async (folder: string, segments: readonly string[]): Promise<string[]> => {
  const [segment, ...rest] = segments;
  if (segment === undefined) return [''];
  if (!/[*?]/.test(segment)) {
    return (await matching(join(folder, segment), rest)).map((path) => join(segment, path));
  }
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = segment === '**' ? await matching(folder, rest) : [];
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name === 'node_modules' || entry.name.startsWith('.')) {
      continue;
    }
    if (segment !== '**' && !segmentPattern(segment).test(entry.name)) continue;
    const below = await matching(join(folder, entry.name), segment === '**' ? segments : rest);
    found.push(...below.map((path) => join(entry.name, path)));
  }
  return found;
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
  const globs = (await globsOf(folder, json)) ?? [];
  const found = new Set<string>();
  for (const glob of globs.flatMap(expanded)) {
    const excludes = glob.startsWith('!');
    for (const path of await matching(folder, segmentsOf(excludes ? glob.slice(1) : glob))) {
      if (excludes) found.delete(path);
      else found.add(path);
    }
  }
  const folders: string[] = [];
  for (const path of [...found].sort()) {
    const workspace = join(folder, path);
    if (workspace !== folder && (await readPackageJson(workspace)) !== undefined) {
      folders.push(workspace);
    }
  }
  return folders;
};
