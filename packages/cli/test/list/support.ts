import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../../src/index.js';
import { folderWith } from '../plugin/support.js';

/** Returns a valid manifest with some members replaced. */
export const manifest = (changes: Partial<Manifest> = {}): Manifest => ({
  plugin: { export: 'acme', kind: 'value' },
  requests: ['viewLead'],
  pushes: [],
  capabilities: ['leadViewerEnabled'],
  wire: ['ringcx'],
  core: '^0.1.0',
  ...changes,
});

/** Creates a page's folder with installed packages that have only a manifest. */
export const pageWith = async (
  manifests: Readonly<Record<string, unknown>>,
  json: object = {},
): Promise<string> => {
  const names = Object.keys(manifests);
  return folderWith({
    'package.json': {
      name: 'page',
      dependencies: Object.fromEntries(names.map((name) => [name, '*'])),
      ...json,
    },
    'node_modules/@jackfield/core/package.json': { name: '@jackfield/core', version: '0.1.4' },
    ...Object.fromEntries(
      names.map((name) => [
        `node_modules/${name}/package.json`,
        { name, version: '1.0.0', jackfield: manifests[name] },
      ]),
    ),
  });
};

/** Links a package of this repository into a folder. */
export const link = async (folder: string, name: string): Promise<void> => {
  const target = join(folder, 'node_modules/@jackfield', name);
  await mkdir(dirname(target), { recursive: true });
  await symlink(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), target);
};

/** The schemas of this repository. */
export const SCHEMAS: string = fileURLToPath(new URL('../../../../schemas', import.meta.url));
