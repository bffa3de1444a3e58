import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Plugin } from 'vite';
import { isObject } from '@jackfield/plugin-kit/json';

const SOURCE = '@jackfield/source';

const partsOf = (specifier: string): readonly [name: string, path: string] => {
  const [, name = '', path = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? [];
  return [name, `.${path}`];
};

/** Returns the real folder of an installed or linked package, resolved from `importer`. */
const folderOf = (name: string, importer: string): string | undefined => {
  for (let folder = dirname(importer); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(found)) return realpathSync(found);
    if (folder === dirname(folder)) return undefined;
  }
};

/** Returns the source that a package names; `undefined` if it names none or does not include it. */
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
 * Resolves the packages of a monorepo to the source that they name under the condition
 * `@jackfield/source`. For installed packages the published code is used: there, the condition
 * names files that are not published, or that import files that are not published.
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
