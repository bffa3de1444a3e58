import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPluginPackages } from '../../src/plugin/find-plugin-packages.js';
import { folderWith } from './support.js';

const PLUGIN = `import { definePlugin } from '@jackfield/core';
export const acme = definePlugin({ name: 'acme' });
`;

const found = async (folder: string, names?: readonly string[]): Promise<readonly string[]> =>
  (await findPluginPackages(folder, names)).map(({ name }) => name);

describe('findPluginPackages', () => {
  it('rejects a folder without package.json', async () => {
    const folder = await folderWith({ 'index.js': PLUGIN });
    await expect(findPluginPackages(folder)).rejects.toThrow(
      `Expected a package.json in ${folder}`,
    );
  });

  it.each([
    ['{', /package\.json is not valid JSON/],
    ['[]', /Expected an object in .*package\.json, received \[\]/],
  ])('rejects a package.json that is %s', async (text, message) => {
    await expect(findPluginPackages(await folderWith({ 'package.json': text }))).rejects.toThrow(
      message,
    );
  });

  it('rejects an unknown name', async () => {
    const folder = await folderWith({ 'package.json': { name: 'acme' }, 'index.js': PLUGIN });
    await expect(findPluginPackages(folder, ['acmee'])).rejects.toThrow(
      `Expected the name of a plugin package, received acmee. Plugin packages in ${folder}: acme.`,
    );
  });

  it('finds no plugin in a package that defines none', async () => {
    const folder = await folderWith({
      'package.json': { name: 'page' },
      'index.js': `import { createHost } from '@jackfield/core';\n`,
    });
    expect(await found(folder)).toEqual([]);
  });

  it('finds the package of a folder within it', async () => {
    const folder = await folderWith({
      'package.json': { name: 'acme', version: '1.2.3', main: 'index.js' },
      'index.js': `export * from './lib/acme.js';\n`,
      'lib/acme.js': PLUGIN,
    });
    expect(await findPluginPackages(join(folder, 'lib'))).toEqual([
      {
        folder,
        name: 'acme',
        version: '1.2.3',
        manifest: undefined,
        source: join(folder, 'index.js'),
      },
    ]);
  });

  it('finds a package with only built code by its manifest', async () => {
    const folder = await folderWith({
      'package.json': { name: 'acme', exports: './dist/index.js', jackfield: { requests: [] } },
      'dist/index.js': PLUGIN,
    });
    expect(await findPluginPackages(folder)).toMatchObject([
      { name: 'acme', manifest: { requests: [] }, source: undefined },
    ]);
  });

  const member = (name: string): Record<string, string | object> => ({
    [`${name}/package.json`]: { name: name.replaceAll('/', '-') },
    [`${name}/index.js`]: PLUGIN,
  });
  const members = {
    ...member('packages/a'),
    ...member('packages/b'),
    ...member('deep/one/c'),
    ...member('node_modules/d'),
    ...member('other/e'),
  };

  it.each([
    [['packages/*'], ['packages-a', 'packages-b']],
    [['./packages/*/', '!packages/b'], ['packages-a']],
    [['deep/**'], ['deep-one-c']],
    [['**'], ['deep-one-c', 'other-e', 'packages-a', 'packages-b']],
    [['{other,packages}/{a,e}'], ['other-e', 'packages-a']],
    [['pack?ges/a*', 'nowhere/*'], ['packages-a']],
  ])('reads workspaces %j', async (workspaces, names) => {
    const json = { private: true, workspaces };
    expect(await found(await folderWith({ ...members, 'package.json': json }))).toEqual(names);
    const yarn = { private: true, workspaces: { packages: workspaces } };
    expect(await found(await folderWith({ ...members, 'package.json': yarn }))).toEqual(names);
  });

  it.each([
    [`packages:\n  # ours\n  - 'packages/*' # all\n  - "!packages/b"\ncatalog:\n  - other/*\n`],
    [`packages: ["packages/*", '!packages/b']\n`],
  ])('reads pnpm-workspace.yaml %j', async (yaml) => {
    const folder = await folderWith({
      ...members,
      'package.json': { private: true },
      'pnpm-workspace.yaml': yaml,
    });
    expect(await found(folder)).toEqual(['packages-a']);
  });

  it('takes only the names that are wanted', async () => {
    const folder = await folderWith({ ...members, 'package.json': { workspaces: ['packages/*'] } });
    expect(await found(folder, ['packages-b'])).toEqual(['packages-b']);
  });
});

describe('the source of a plugin package', () => {
  it.each([
    [
      { exports: { '.': { '@acme/source': './src/main.ts', default: './dist/index.js' } } },
      'src/main.ts',
    ],
    [{ exports: { source: './src/main.ts', default: './dist/index.js' } }, 'src/main.ts'],
    [
      { exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } },
      'src/index.ts',
    ],
    [
      { exports: { import: { types: './dist/index.d.mts', default: './dist/index.mjs' } } },
      'src/index.ts',
    ],
    [{ exports: './dist/plain.js' }, 'src/plain.js'],
    [{ main: 'lib/written.js' }, 'lib/written.js'],
    [{ main: 'dist/other.js' }, 'other.mjs'],
    [{ module: './other.mjs', main: 'dist/gone.cjs' }, 'other.mjs'],
    [{ source: 'src/main.ts', main: 'dist/gone.cjs' }, 'src/main.ts'],
    [{}, 'src/index.ts'],
    [{ exports: './dist/gone.js' }, undefined],
  ])('of %j is %s', async (json, source) => {
    const folder = await folderWith({
      'package.json': { name: 'acme', jackfield: {}, ...json },
      'src/index.ts': PLUGIN,
      'src/main.ts': PLUGIN,
      'src/plain.js': PLUGIN,
      'lib/written.js': PLUGIN,
      'other.mjs': PLUGIN,
      'dist/index.js': PLUGIN,
      'dist/index.d.ts': '',
      'dist/gone.js': PLUGIN,
    });
    const [plugin] = await findPluginPackages(folder);
    expect(plugin?.source && relative(folder, plugin.source)).toBe(source);
  });
});
