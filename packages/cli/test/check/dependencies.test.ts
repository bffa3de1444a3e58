import { describe, expect, it } from 'vitest';
import { check, pluginWith } from './support.js';

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
});
