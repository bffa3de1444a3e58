import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { folderWith, run } from '../plugin/support.js';
import { violationsOf } from '../violations-of.js';
import { link, manifest, pageWith, SCHEMAS } from './support.js';

const factory = (name: string, more: object = {}): object =>
  manifest({ plugin: { export: name, kind: 'factory', ...more } });

const emit = async (folder: string, ...options: readonly string[]): Promise<string> => {
  const file = join(folder, 'plugins.ts');
  const { code, err } = await run('list', folder, '--emit', file, ...options);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return readFile(file, 'utf8');
};

const NEEDY = `import { definePlugin, type Plugin } from '@jackfield/core';
export interface LeadsOptions { readonly open: (id: string) => void }
export const acmeLeads = (options: LeadsOptions): Plugin =>
  definePlugin({ name: 'acme-leads', pushes: { ringCall: ({ call }) => options.open(call.id) } });
`;
const BELL = `import { definePlugin, type Plugin } from '@jackfield/core';
const bell: Plugin = definePlugin({ name: 'bell' });
export default bell;
export const ring = (): Plugin => definePlugin({ name: 'ring' });
`;

describe('jackfield list --emit', () => {
  it('rejects a file that is not a script', async () => {
    const folder = await pageWith({});
    expect(await run('list', folder, '--emit', join(folder, 'plugins.json'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected a file that ends with .ts or .js'),
    });
  });

  it('requires a known wire if there are several', async () => {
    const folder = await pageWith({ a: manifest(), b: manifest({ wire: ['booth'] }) });
    const file = join(folder, 'plugins.ts');
    expect(await run('list', folder, '--emit', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('several wires: booth, ringcx. Select one with --wire.'),
    });
    expect(await run('list', folder, '--emit', file, '--wire', 'cabin')).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        'Expected a wire of the installed plugins (booth, ringcx), received cabin.',
      ),
    });
    const text = await emit(folder, '--wire', 'booth');
    expect(text).toContain(`import { acme } from 'b';`);
    expect(text).toContain('readonly acme: typeof acme;');
    expect(text).not.toContain(`from 'a'`);
    expect(text).not.toContain('@jackfield/core');
  });

  it.each([
    ['ringcx', ['a']],
    ['ringex', ['a', 'b']],
  ])('imports the plugins that run on %s: %j', async (wire, names) => {
    const folder = await pageWith({
      a: manifest(),
      b: manifest({ wire: ['ringex'] }),
      c: manifest({ wire: ['booth'] }),
    });
    const text = await emit(folder, '--wire', wire, '--schemas', SCHEMAS);
    expect([...text.matchAll(/ from '(.)'/g)].map(([, name]) => name)).toEqual(names);
  });

  it('imports plugins of RingCX where there are no others, for RingEX', async () => {
    const folder = await pageWith({ a: manifest() });
    const text = await emit(folder, '--wire', 'ringex', '--schemas', SCHEMAS);
    expect(text).toContain(`from 'a'`);
  });

  it('reports plugins with an invalid manifest, and does not import them', async () => {
    const folder = await pageWith({ bad: { requests: [] }, good: manifest() });
    const file = join(folder, 'plugins.ts');
    const { code, err } = await run('list', folder, '--emit', file);
    expect(code).toBe(1);
    expect(err).toContain(
      'bad package.json#/jackfield/plugin: expected an object, received nothing',
    );
    expect(await readFile(file, 'utf8')).not.toContain('bad');
  });

  it('derives colliding and reserved names from the package names', async () => {
    const folder = await pageWith({
      '@one/plugin-leads': factory('leads'),
      '@two/plugin-leads': factory('leads'),
      'one-plugin-leads': factory('class'),
      '3cx': manifest({ plugin: { export: 'default', kind: 'value' } }),
      options: manifest({ plugin: { export: 'options', kind: 'value' } }),
      proto: factory('__proto__'),
    });
    expect((await emit(folder)).match(/^import .*$/gm)).toEqual([
      `import { default as plugin3cx } from '3cx';`,
      `import { leads as onePluginLeads } from '@one/plugin-leads';`,
      `import { leads as twoPluginLeads } from '@two/plugin-leads';`,
      `import { class as onePluginLeads2 } from 'one-plugin-leads';`,
      `import { options as options2 } from 'options';`,
      `import { __proto__ as proto } from 'proto';`,
    ]);
  });

  it('writes only changes, and reports a stale module with --check', async () => {
    const folder = await pageWith({ a: manifest() });
    const file = join(folder, 'plugins.ts');
    const argv = ['list', folder, '--emit', file];
    expect(await run(...argv, '--check')).toEqual({ code: 1, out: '', err: `stale ${file}` });
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect(await run(...argv)).toEqual({ code: 0, out: `wrote ${file}`, err: '' });
    const before = await stat(file);
    expect(await run(...argv)).toEqual({ code: 0, out: `${file} is up to date`, err: '' });
    expect(await run(...argv, '--check')).toMatchObject({ code: 0, err: '' });
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
  });

  it('emits modules that typecheck strictly and run, with the plugins of this repository', async () => {
    const folder = await folderWith({
      'package.json': {
        name: 'page',
        type: 'module',
        dependencies: {
          '@jackfield/plugin-calllog': '*',
          '@jackfield/plugin-contacts': '*',
          'acme-leads': '*',
          bell: '*',
          ring: '*',
        },
      },
      'node_modules/acme-leads/package.json': {
        name: 'acme-leads',
        exports: './index.ts',
        jackfield: factory('acmeLeads', { needsOptions: true }),
      },
      'node_modules/acme-leads/index.ts': NEEDY,
      'node_modules/bell/package.json': {
        name: 'bell',
        exports: './index.ts',
        jackfield: manifest({ plugin: { export: 'default', kind: 'value' } }),
      },
      'node_modules/bell/index.ts': BELL,
      'node_modules/ring/package.json': {
        name: 'ring',
        exports: './index.ts',
        jackfield: factory('ring', { takesOptions: false }),
      },
      'node_modules/ring/index.ts': BELL,
      'right.ts': `import { createHost, type Host } from '@jackfield/core';\nimport type { CallLogPlugin } from '@jackfield/plugin-calllog';\nimport { createPlugins, type Plugins } from './plugins.js';\nconst plugins: Plugins = createPlugins({\n  acmeLeads: { open: () => undefined },\n  callLog: { name: 'logs' },\n});\nexport const names: readonly string[] = Object.values(plugins).map(({ name }) => name);\nexport const outbox: CallLogPlugin = plugins.callLog;\nexport const waiting = async (): Promise<unknown> => plugins.callLog.status();\nexport const connect = (): Host => createHost({ service: 'Acme', plugins: Object.values(plugins) });\n`,
      'wrong.ts': `import { createPlugins } from './plugins.js';\nexport const a: unknown = createPlugins();\nexport const b: unknown = createPlugins({ acmeLeads: { open: 1 } });\nexport const c: unknown = createPlugins({ acmeLeads: { open: () => undefined }, callog: {} });\nexport const d: unknown = createPlugins({ acmeLeads: { open: () => undefined } }).acmeLeads.status();\n`,
    });
    for (const name of ['core', 'plugin-calllog', 'plugin-contacts']) await link(folder, name);
    expect(await emit(folder)).toContain('readonly acmeLeads: Parameters<typeof acmeLeads>[0];');
    const files = ['plugins.ts', 'right.ts', 'wrong.ts'].map((name) => join(folder, name));
    expect(violationsOf(...files)).toEqual([
      [],
      [],
      [
        expect.stringContaining('Expected 1 arguments, but got 0'),
        expect.stringContaining(`Type 'number' is not assignable`),
        expect.stringContaining(`'callog' does not exist`),
        expect.stringContaining(`Property 'status' does not exist`),
      ],
    ]);

    const outfile = join(folder, 'bundle.mjs');
    await build({
      entryPoints: [join(folder, 'right.ts')],
      outfile,
      bundle: true,
      format: 'esm',
      conditions: ['@jackfield/source'],
      logLevel: 'error',
    });
    const { names } = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as {
      readonly names: readonly string[];
    };
    expect(names).toEqual(['logs', 'contacts', 'acme-leads', 'bell', 'ring']);
  }, 30_000);

  it('emits JavaScript, and a module without plugins', async () => {
    const folder = await pageWith({ a: factory('acme') });
    const file = join(folder, 'plugins.js');
    await run('list', folder, '--emit', file);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('export function createPlugins(options = {}) {');
    expect(text).not.toContain('interface');
    const empty = await pageWith({});
    await emit(empty);
    expect(await readFile(join(empty, 'plugins.ts'), 'utf8')).toContain('return {};');
  });
});
