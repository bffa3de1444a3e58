import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../plugin/support.js';
import { check, installCore, layOut, pluginWith } from './support.js';

const PLUGIN = `import { definePlugin } from '@jackfield/core';
import { save } from 'crm-client';
export const acme = definePlugin({
  name: 'acme',
  requests: { viewLead: async () => 'ok' },
  pushes: { ringCall: ({ call }) => save(call.id) },
});
`;

const client = (condition: string): object => ({
  name: 'crm-client',
  type: 'module',
  sideEffects: false,
  exports: { '.': { [condition]: './src/index.ts', default: './dist/index.js' } },
});

const CODE = 'export const save = (id) => globalThis.saved.push(id);\n';

describe('jackfield check, of a plugin that imports a package', () => {
  it.each(['@jackfield/source', 'source'])(
    'uses what is published where the condition %s names files that were not',
    async (condition) => {
      const folder = await pluginWith({
        'index.js': PLUGIN,
        'node_modules/crm-client/package.json': client(condition),
        'node_modules/crm-client/dist/index.js': CODE,
      });
      expect(await check(folder)).toMatchObject({ code: 0, violations: [] });
    },
  );

  it.each(['@jackfield/source', 'source'])(
    'uses what is published where the source of %s was published, but not what it imports',
    async (condition) => {
      const folder = await pluginWith({
        'index.js': PLUGIN,
        'node_modules/crm-client/package.json': client(condition),
        'node_modules/crm-client/dist/index.js': CODE,
        'node_modules/crm-client/src/index.ts': `export { save } from 'private-client';\n`,
      });
      expect(await check(folder)).toMatchObject({ code: 0, violations: [] });
    },
  );

  /** A monorepo with a client, which only its own workspaces use from the source, and a plugin. */
  const monorepoWith = async (plugin: string, root: object): Promise<string> => {
    const folder = await folderWith({
      'package.json': { private: true, ...root },
      'packages/crm-client/package.json': client('@jackfield/source'),
      'packages/crm-client/dist/index.js': CODE,
      'packages/crm-client/src/index.ts': `export { save } from './not-there.js';\n`,
    });
    await installCore(folder);
    await symlink(join(folder, 'packages/crm-client'), join(folder, 'node_modules/crm-client'));
    await mkdir(join(folder, plugin), { recursive: true });
    await layOut(join(folder, plugin));
    await writeFile(join(folder, plugin, 'index.js'), PLUGIN);
    return join(folder, plugin);
  };

  it.each([
    ['a workspace', 'packages/acme', { workspaces: ['packages/*'] }, 1],
    ['a workspace of yarn', 'packages/acme', { workspaces: { packages: ['packages/*'] } }, 1],
    ['no workspace', 'demos/acme', { workspaces: ['packages/*'] }, 0],
    ['excluded', 'packages/acme', { workspaces: ['packages/*', '!packages/acme'] }, 0],
    ['below a package with other settings', 'packages/acme', { workspaces: true }, 0],
  ])(
    'uses the source of a monorepo only if the plugin belongs to it: %s',
    async (_what, plugin, root, code) => {
      const report = await check(await monorepoWith(plugin, root));
      expect(report.code).toBe(code);
      expect(new Set(report.violations.map(({ rule }) => rule))).toEqual(
        new Set(code === 0 ? [] : ['BUNDLE_FAILED']),
      );
    },
  );
});
