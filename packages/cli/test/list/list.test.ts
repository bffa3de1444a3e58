import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ListReport } from '../../src/index.js';
import { folderWith, run } from '../plugin/support.js';
import { manifest, pageWith, SCHEMAS } from './support.js';

const list = async (folder: string): Promise<ListReport & { readonly code: number }> => {
  const { code, out } = await run('list', folder, '--json', '--schemas', SCHEMAS);
  return { ...(JSON.parse(out) as ListReport), code };
};

describe('jackfield list', () => {
  it('rejects a folder without package.json, and --check without --emit', async () => {
    expect(await run('list', await folderWith({}))).toMatchObject({
      code: 2,
      err: expect.stringContaining('Expected a package.json'),
    });
    expect(await run('list', await pageWith({}), '--check')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--check requires --emit.'),
    });
  });

  it.each([
    ['text', '', 'expected an object, received "text"'],
    [
      manifest({ requests: 'logCall' as never }),
      '/requests',
      'expected a list of names, received "logCall"',
    ],
    [
      manifest({ pushes: ['\u001B[2Jcleared'] }),
      '/pushes',
      String.raw`expected a list of names, received ["\u001b[2Jcleared"]`,
    ],
    [
      { ...manifest(), wire: undefined },
      '/wire',
      'expected a list of wire names, received nothing',
    ],
    [{ ...manifest(), plugin: undefined }, '/plugin', 'expected an object, received nothing'],
    [
      manifest({ plugin: { export: 'a } from "x"; evil(', kind: 'value' } }),
      '/plugin/export',
      'expected the name of an export, received "a } from \\"x\\"; evil("',
    ],
    [
      manifest({ wire: ['ringcx */ evil(); /*'] }),
      '/wire',
      `expected a list of wire names, received ["ringcx */ evil(); /*"]`,
    ],
    [
      manifest({ plugin: { export: 'acme', kind: 'class' as never } }),
      '/plugin/kind',
      `expected 'value' or 'factory', received "class"`,
    ],
  ])('reports the invalid manifest %j, and lists the others', async (bad, pointer, message) => {
    const folder = await pageWith({ bad, good: manifest() });
    const { code, plugins, problems } = await list(folder);
    expect(plugins.map(({ name }) => name)).toEqual(['good']);
    expect(problems).toEqual([{ package: 'bad', pointer: `/jackfield${pointer}`, message }]);
    expect(code).toBe(1);
    const { err } = await run('list', folder, '--schemas', SCHEMAS);
    expect(err).toBe(`bad package.json#/jackfield${pointer}: ${message}`);
  });

  it('reports a package.json that is not valid JSON, and lists the others', async () => {
    const folder = await pageWith({ bad: manifest(), good: manifest() });
    await writeFile(join(folder, 'node_modules/bad/package.json'), '{ "name": ');
    const { code, plugins, problems } = await list(folder);
    expect(plugins.map(({ name }) => name)).toEqual(['good']);
    expect(problems).toMatchObject([
      { package: 'bad', message: expect.stringContaining('is not valid JSON') },
    ]);
    expect(code).toBe(1);
  });

  it('omits packages without a manifest, and those that are not installed', async () => {
    const folder = await pageWith(
      { plain: undefined },
      { dependencies: { plain: '*', gone: '*' } },
    );
    expect(await list(folder)).toMatchObject({ code: 0, plugins: [], problems: [] });
  });

  it.each([
    ['^0.1.0', true, 0],
    ['^0.2.0', false, 1],
  ])('reports whether the range %s includes the installed core', async (core, fits, code) => {
    const folder = await pageWith({ a: manifest({ core }) });
    const report = await list(folder);
    expect(report).toMatchObject({ code, plugins: [{ installedCore: '0.1.4', fits }] });
    const { out } = await run('list', folder, '--schemas', SCHEMAS);
    expect(out).toContain(
      `core          ${core}, ${fits ? 'includes' : 'excludes'} the installed 0.1.4`,
    );
  });

  it('lists development dependencies, and workspaces', async () => {
    const folder = await pageWith(
      { a: manifest(), b: manifest() },
      { dependencies: { a: '*' }, devDependencies: { b: '*' }, workspaces: ['packages/*'] },
    );
    const { plugins } = await list(folder);
    expect(plugins.map(({ name, isDependency }) => [name, isDependency])).toEqual([
      ['a', true],
      ['b', true],
    ]);
    const own = await folderWith({
      'package.json': { workspaces: ['packages/*'] },
      'packages/c/package.json': { name: 'c', version: '2.0.0', jackfield: manifest() },
      'packages/d/package.json': { name: 'd' },
    });
    expect(await list(own)).toMatchObject({
      code: 0,
      plugins: [
        { name: 'c', version: '2.0.0', isDependency: false, installedCore: null, fits: null },
      ],
    });
  });

  describe('of a package without a manifest', () => {
    const LOGS = manifest({
      plugin: { export: 'callLog', kind: 'factory' },
      requests: ['logCall'],
      capabilities: ['callLoggerEnabled'],
    });
    const ownLogs = (text: string): Promise<string> =>
      folderWith({
        'package.json': { name: 'page', dependencies: { 'own-logs': '*' } },
        'node_modules/@jackfield/core/package.json': { name: '@jackfield/core', version: '0.1.4' },
        'node_modules/@acme/logs/package.json': {
          name: '@acme/logs',
          version: '1.0.0',
          jackfield: LOGS,
        },
        'node_modules/own-logs/package.json': {
          name: 'own-logs',
          version: '1.2.0',
          type: 'module',
          exports: './index.js',
          peerDependencies: { '@jackfield/core': '^0.1.0' },
        },
        'node_modules/own-logs/index.js': `import { definePlugin } from '@jackfield/core';\nimport { callLog } from '@acme/logs';\n${text}\n`,
      });

    it('reads a plugin that an installed package makes', async () => {
      const folder = await ownLogs('export const acmeLogs = (options) => callLog(options);');
      expect(await list(folder)).toMatchObject({
        code: 0,
        plugins: [
          {
            name: 'own-logs',
            version: '1.2.0',
            manifest: { ...LOGS, plugin: { export: 'acmeLogs', kind: 'factory' } },
            fits: true,
          },
        ],
        problems: [],
      });
    });

    it('reports a plugin whose source does not prove what it handles, and loads none', async () => {
      const folder = await ownLogs(
        `export const requests = { logCall: async () => 'ok' };\nexport const acme = definePlugin({ name: 'acme', requests });`,
      );
      expect(await list(folder)).toMatchObject({
        code: 1,
        plugins: [],
        problems: [
          {
            package: 'own-logs',
            pointer: '/jackfield',
            message: expect.stringMatching(/run jackfield check --write in .*own-logs$/),
          },
        ],
      });
    });

    it('omits one that only uses plugins', async () => {
      const folder = await ownLogs('export const start = () => [callLog({})].length;');
      expect(await list(folder)).toMatchObject({ code: 0, plugins: [], problems: [] });
    });
  });

  it('reports how the results of several plugins for one request are combined', async () => {
    const folder = await pageWith({
      a: manifest({ requests: ['logCall', 'matchContacts', 'viewLead'] }),
      b: manifest({ requests: ['logCall', 'matchContacts'] }),
      c: manifest({ requests: ['viewLead'], wire: ['booth'] }),
    });
    const report = await list(folder);
    expect(report.conflicts).toEqual([
      { wire: 'ringcx', request: 'logCall', combine: 'all', plugins: ['a', 'b'] },
      { wire: 'ringcx', request: 'matchContacts', combine: 'merge', plugins: ['a', 'b'] },
    ]);
    expect(report).toMatchObject({ code: 0, wires: ['booth', 'ringcx'] });
    const { out } = await run('list', folder, '--schemas', SCHEMAS);
    expect(out).toContain(
      'logCall of ringcx is handled by a, b: all of them run, and the request fails if one fails (all).',
    );
    expect(out).toContain(
      'matchContacts of ringcx is handled by a, b: their results are merged (merge).',
    );
    expect(out).toContain('several wires: booth, ringcx. A host accepts');
    expect(out).toMatch(/3 plugins\.$/);
  });

  it('counts plugins of RingCX among those of RingEX, on which they run, too', async () => {
    const folder = await pageWith({
      a: manifest({ requests: ['logCall'] }),
      b: manifest({ requests: ['checkDoNotContact', 'logCall'], wire: ['ringex'] }),
      c: manifest({ requests: ['checkDoNotContact'], wire: ['ringex'] }),
    });
    expect(await list(folder)).toMatchObject({
      code: 0,
      wires: ['ringcx', 'ringex'],
      conflicts: [
        { wire: 'ringex', request: 'checkDoNotContact', combine: 'first', plugins: ['b', 'c'] },
        { wire: 'ringex', request: 'logCall', combine: 'all', plugins: ['a', 'b'] },
      ],
    });
  });

  it('prints each plugin', async () => {
    const plugin = { export: 'acme', kind: 'factory', needsOptions: true } as const;
    const folder = await pageWith({ a: manifest({ plugin, pushes: ['ringCall', 'endCall'] }) });
    expect((await run('list', folder)).out.split('\n')).toEqual([
      'a 1.0.0 (acme, a factory, needs options)',
      '  requests      viewLead',
      '  pushes        ringCall, endCall',
      '  capabilities  leadViewerEnabled',
      '  wire          ringcx',
      '  core          ^0.1.0, includes the installed 0.1.4',
      '1 plugin.',
    ]);
  });
});
