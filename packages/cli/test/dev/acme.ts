import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of core. */
export const CORE: string = fileURLToPath(new URL('../../../core', import.meta.url));

/** The folder of a plugin author, outside this repository. */
export interface Acme {
  readonly folder: string;
  write(path: string, text: string | object): Promise<void>;
  /** Links a package of a monorepo as npm does. */
  link(name: string, path: string): Promise<void>;
  remove(): Promise<void>;
}

/** Creates a folder with core as a link, as in a monorepo, or without core. */
export const acmeFolder = async (
  files: Readonly<Record<string, string | object>>,
  { core = true }: { readonly core?: boolean } = {},
): Promise<Acme> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'jackfield-acme-')));
  const write = async (path: string, text: string | object): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(
      join(folder, path),
      typeof text === 'string' ? text : JSON.stringify(text, undefined, 2),
    );
  };
  await mkdir(join(folder, 'node_modules/@jackfield'), { recursive: true });
  if (core) await symlink(CORE, join(folder, 'node_modules/@jackfield/core'), 'dir');
  for (const [path, text] of Object.entries(files)) await write(path, text);
  const link = async (name: string, path: string): Promise<void> => {
    const place = join(folder, 'node_modules', name);
    await mkdir(dirname(place), { recursive: true });
    await symlink(join(folder, path), place, 'dir');
  };
  return { folder, write, link, remove: () => rm(folder, { recursive: true, force: true }) };
};

/** A package.json of a plugin, with the manifest of `jackfield check --write`. */
export const packageJson = (
  name: string,
  plugin: { readonly export: string; readonly kind: string; readonly needsOptions?: boolean },
  more: object = {},
): object => ({
  name,
  version: '1.2.3',
  type: 'module',
  exports: './src/index.ts',
  jackfield: {
    plugin,
    requests: ['matchContacts'],
    pushes: [],
    capabilities: ['contactMatcherEnabled'],
    wire: ['ringcx'],
    core: '^0.1.0',
  },
  ...more,
});

/** Returns a plugin that finds a contact of this name for every number; its own name contains it. */
export const matcher = (caller: string, more = ''): string => `
import { definePlugin, type Plugin } from '@jackfield/core';
import { contactFor } from './contact.js';
import './matcher.css';

export const matcher: Plugin = definePlugin({
  name: 'matcher-${caller}',
  requests: {
    matchContacts: (queries) =>
      Object.fromEntries(
        queries.map(({ phoneNumber }) => [phoneNumber, [contactFor(phoneNumber, '${caller}')]]),
      ),
  },
});
${more}`;

/** The modules that {@link matcher} imports. */
export const CONTACT = `
import type { Contact } from '@jackfield/core';

export const contactFor = (phoneNumber: string, name: string): Contact => ({
  id: phoneNumber,
  type: 'acme',
  name,
  phoneNumbers: [{ phoneNumber, phoneType: 'direct' }],
});
`;
