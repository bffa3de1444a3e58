import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Plugin } from 'vite';
import { isObject } from '@jackfield/plugin-kit/json';

const SOURCE = '@jackfield/source';

const partsOf = (specifier: string): readonly [name: string, path: string] => {
  const [, name = '', path = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? [];
  return [name, `.${path}`];
};

/** The folder of an installed or linked package, as `importer` finds it; where it really is. */
const folderOf = (name: string, importer: string): string | undefined => {
  for (let folder = dirname(importer); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(found)) return realpathSync(found);
    if (folder === dirname(folder)) return undefined;
  }
};

/** What the package says its source is; `undefined` where it says nothing, or does not ship it. */
const sourceOf = (folder: string, path: string): string | undefined => {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly exports?: unknown;
  };
  const entry = isObject(exports) ? exports[path] : undefined;
  const target = isObject(entry) ? entry[SOURCE] : undefined;
  if (typeof target !== 'string') return undefined;
  const file = join(folder, target);
  return existsSync(file) ? file : undefined;
};

/**
 * Resolves the packages of a monorepo to their source where they name it under the condition
 * `@jackfield/source`. What is installed is taken as it is published: there the condition names
 * files that are not shipped, or need what is not.
 */
export const workspaceSource = (): Plugin => ({
  name: 'jackfield:workspace-source',
  enforce: 'pre',
  resolveId(specifier, importer) {
    if (importer === undefined || !/^(?:@[\w.-]+\/)?[\w.-]+(?:\/|$)/.test(specifier)) return null;
    if (specifier.startsWith('.')) return null;
    const [name, path] = partsOf(specifier);
    const folder = folderOf(name, importer);
    if (folder === undefined || folder.includes(`${sep}node_modules${sep}`)) return null;
    return sourceOf(folder, path) ?? null;
  },
});
