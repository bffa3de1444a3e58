import { join, posix, relative } from 'node:path';
import type { DevIssue, DevPackage } from '@jackfield/dev-page/dev-state';
import { normalizePath } from 'vite';
import type { PluginPackage } from '../plugin/manifest.js';
import { isWithin } from '../watch/is-within.js';
import type { Chosen } from './choose-plugins.js';

/** A package that the page runs, and its state. */
export interface Entry {
  package: PluginPackage;
  chosen: Chosen;
  /** 0 until the first edit; then the timestamp that Vite adds to the addresses of stale modules. */
  stamp: number;
  issue: DevIssue | undefined;
  thrown: DevIssue | undefined;
  /** The last line about it in the terminal. */
  printed: string;
}

/** Returns the address of a package's module, without its stamp; `''` if there is none. */
export const moduleUrl = (root: string, { chosen: { file } }: Entry): string => {
  if (file === undefined) return '';
  return isWithin(root, file)
    ? `/${normalizePath(relative(root, file))}`
    : posix.join('/@fs/', normalizePath(file));
};

/** Returns the state of a package as it is sent to the page. */
export const devPackageOf = (root: string, entry: Entry): DevPackage => {
  const { package: own, chosen, stamp, issue, thrown } = entry;
  const url = moduleUrl(root, entry);
  return {
    name: own.name,
    version: own.version,
    url: stamp === 0 ? url : `${url}?t=${stamp}`,
    choice: chosen.file === undefined ? undefined : chosen.choice,
    issue,
    thrown,
  };
};

/** Returns a file's path relative to its package, or else relative to the root. */
export const shownFile = (root: string, { folder }: PluginPackage, file: string): string => {
  const path = file.startsWith('/') && !isWithin(folder, file) ? join(root, file) : file;
  return normalizePath(relative(isWithin(folder, path) ? folder : root, path));
};
