import { join, posix, relative } from 'node:path';
import type { DevIssue, DevPackage } from '@jackfield/dev-page/dev-state';
import { normalizePath } from 'vite';
import type { PluginPackage } from '../plugin/manifest.js';
import { isWithin } from '../watch/is-within.js';
import type { Chosen } from './choose-plugins.js';

/** A package that the page runs, and how it is. */
export interface Entry {
  package: PluginPackage;
  chosen: Chosen;
  /** 0 until the first edit; then what Vite adds to the addresses of stale modules. */
  stamp: number;
  issue: DevIssue | undefined;
  thrown: DevIssue | undefined;
  /** The last that was said of it in the terminal. */
  said: string;
}

/** Where a page finds the module of a package, without its stamp; `''` where there is none. */
export const moduleUrl = (root: string, { chosen: { file } }: Entry): string => {
  if (file === undefined) return '';
  return isWithin(root, file)
    ? `/${normalizePath(relative(root, file))}`
    : posix.join('/@fs/', normalizePath(file));
};

/** What the page is told of a package. */
export const tellable = (root: string, entry: Entry): DevPackage => {
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

/** A file as its package's author calls it: below the package, or else below the root. */
export const shownFile = (root: string, { folder }: PluginPackage, file: string): string => {
  const path = file.startsWith('/') && !isWithin(folder, file) ? join(root, file) : file;
  return normalizePath(relative(isWithin(folder, path) ? folder : root, path));
};
