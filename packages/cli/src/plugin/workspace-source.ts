import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { isObject } from '@jackfield/plugin-kit/json';
import { isWithin } from '../watch/is-within.js';
import { installedPackageJson } from './package-json.js';

/** The export conditions by which packages of a monorepo name their source. */
export const SOURCE_CONDITIONS: readonly string[] = ['@jackfield/source', 'source'];

/** Conditions that hold for every import in a page. */
const COMMON: ReadonlySet<string> = new Set(['import', 'module', 'browser', 'default']);

/** Splits an import of a package: `@acme/crm/api` into `@acme/crm` and `./api`. */
export const packageOf = (specifier: string): readonly [name: string, path: string] | undefined => {
  const [, name, path = ''] =
    /^((?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*)(\/.*)?$/i.exec(specifier) ?? [];
  return name === undefined ? undefined : [name, `.${path}`];
};

/** Returns the real folder of an installed or linked package, as seen from a folder. */
export const folderOf = (name: string, from: string): string | undefined => {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(found)) return realpathSync(found);
    if (folder === dirname(folder)) return undefined;
  }
};

/** Returns the target of the first condition that names source. */
const sourceIn = (target: unknown): string | undefined => {
  if (!isObject(target)) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    if (SOURCE_CONDITIONS.includes(condition) && typeof inner === 'string') return inner;
    const found = COMMON.has(condition) ? sourceIn(inner) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Returns the entry of `exports` for a path, with the text that a `*` in its key stands for. */
const entryOf = (exports: unknown, path: string): readonly [entry: unknown, star: string] => {
  if (!isObject(exports) || !Object.keys(exports).some((key) => key.startsWith('.'))) {
    return [path === '.' ? exports : undefined, ''];
  }
  if (Object.hasOwn(exports, path)) return [exports[path], ''];
  for (const [key, entry] of Object.entries(exports)) {
    const [start = '', end] = key.split('*');
    if (end === undefined || path.length < key.length) continue;
    if (path.startsWith(start) && path.endsWith(end)) {
      return [entry, path.slice(start.length, path.length - end.length)];
    }
  }
  return [undefined, ''];
};

/** Whether a file must stay in a bundle that uses none of its exports. */
const hasSideEffects = (sideEffects: unknown, file: string): boolean => {
  if (!Array.isArray(sideEffects)) return sideEffects !== false;
  const patterns = sideEffects.map((each) =>
    String(each)
      .replace(/^\.\//, '')
      .replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*'),
  );
  return patterns.some((pattern) => new RegExp(`(^|/)${pattern}$`).test(file.replace(/^\.\//, '')));
};

/** The source that an import of a package leads to. */
export interface WorkspaceSource {
  /** Absolute. */
  readonly file: string;
  readonly sideEffects: boolean;
}

/**
 * Returns the source file that an import of a package leads to, if the package is part of the
 * monorepo at `root` and names its source by a condition. For all other packages it returns
 * `undefined`, and the published code is used: there, such a condition names files that are not
 * published, or that import files that are not published.
 *
 * @param from - the folder of the importing file
 */
export const workspaceSource = (
  root: string,
  specifier: string,
  from: string,
): WorkspaceSource | undefined => {
  const [name, path] = packageOf(specifier) ?? [];
  if (name === undefined || path === undefined) return undefined;
  const folder = folderOf(name, from);
  if (folder === undefined || !isWithin(root, folder)) return undefined;
  if (folder.includes(`${sep}node_modules${sep}`)) return undefined;
  const json = installedPackageJson(folder);
  const [entry, star] = entryOf(json?.['exports'], path);
  const target = sourceIn(entry);
  if (target === undefined) return undefined;
  const file = join(folder, target.replaceAll('*', star));
  if (!existsSync(file)) return undefined;
  return { file, sideEffects: hasSideEffects(json?.['sideEffects'], target) };
};
