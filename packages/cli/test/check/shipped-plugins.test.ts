import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifest } from '../list/support.js';
import { check, pluginWith } from './support.js';

const LOGS = manifest({
  plugin: { export: 'callLog', kind: 'factory' },
  requests: ['logCall', 'matchCallLogs'],
  pushes: ['ringCall'],
  capabilities: ['callLogMatcherEnabled', 'callLoggerEnabled'],
});

const logs = (jackfield: object = LOGS): Readonly<Record<string, string | object>> => ({
  'node_modules/@acme/logs/package.json': {
    name: '@acme/logs',
    type: 'module',
    exports: './dist/index.js',
    jackfield,
  },
  'node_modules/@acme/logs/dist/index.js': [
    `import { definePlugin } from '@jackfield/core';`,
    `export const callLog = (options = {}) => {`,
    `  if (options.store !== undefined && typeof options.store.save !== 'function') throw new TypeError('store');`,
    `  const requests = { logCall: async () => 'ok', matchCallLogs: async () => ({}) };`,
    `  return definePlugin({ name: 'logs', requests, pushes: { ringCall() {} } });`,
    `};`,
    `export class StoreError extends Error {}`,
    `export const ready = definePlugin({ name: 'ready', requests: { logCall: async () => 'ok' } });`,
    ``,
  ].join('\n'),
});

const written = async (folder: string): Promise<Record<string, unknown> | undefined> => {
  const json = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly jackfield?: Record<string, unknown>;
  };
  return json.jackfield;
};

const without = async (text: string, jackfield?: object, from: object = LOGS): Promise<string> => {
  const folder = await pluginWith({ 'index.js': text, ...logs(from) });
  const json = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as object;
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...json, jackfield }));
  return folder;
};

const IMPORT = `import { callLog } from '@acme/logs';\n`;
const STORE = `const store = { save: async () => {} };\n`;

describe('jackfield check, of a plugin that an installed package makes', () => {
  it('reads its manifest after a byte order mark', async () => {
    const folder = await without(`${IMPORT}export const acmeLogs = callLog;`);
    const file = join(folder, 'node_modules/@acme/logs/package.json');
    await writeFile(file, `\uFEFF${await readFile(file, 'utf8')}`);
    expect(await check(folder, '--write')).toMatchObject({ code: 0, violations: [] });
    expect(await written(folder)).toMatchObject({ requests: ['logCall', 'matchCallLogs'] });
  });

  it.each([
    [
      'an arrow function',
      `${IMPORT}${STORE}export const acmeLogs = (o) => callLog({ store, ...o });`,
    ],
    [
      'a function',
      `${IMPORT}export function acmeLogs(o) { const made = callLog(o); return made; }`,
    ],
    [
      'a renamed import',
      `import { callLog as make } from '@acme/logs';\nexport const acmeLogs = (o) => make(o);`,
    ],
    [
      'a namespace',
      `import * as logs from '@acme/logs';\nexport const acmeLogs = (o) => logs.callLog(o);`,
    ],
    ['a frozen copy', `${IMPORT}export const acmeLogs = (o) => Object.freeze(callLog(o));`],
    [
      'a helper in another function',
      `${IMPORT}const make = (o) => callLog(o);\nexport const acmeLogs = (o) => make(o);`,
    ],
    [
      'two branches',
      `${IMPORT}${STORE}export const acmeLogs = (o) => o ? callLog({ store }) : callLog();`,
    ],
    ['a renamed re-export', `export { callLog as acmeLogs } from '@acme/logs';`],
    ['an import that is exported', `${IMPORT}export { callLog as acmeLogs };`],
    ['an alias', `${IMPORT}export const acmeLogs = callLog;`],
  ])('reads %s by the manifest of that package', async (_what, text) => {
    const folder = await without(text);
    const { violations, code } = await check(folder, '--write');
    expect(violations.filter(({ rule }) => rule !== 'HANDLER_CONDITIONAL')).toEqual([]);
    expect(code).toBe(0);
    expect(await written(folder)).toMatchObject({
      plugin: { export: 'acmeLogs', kind: 'factory' },
      requests: ['logCall', 'matchCallLogs'],
      pushes: ['ringCall'],
      capabilities: ['callLogMatcherEnabled', 'callLoggerEnabled'],
      wire: ['ringcx'],
    });
    expect(await check(folder, '--write')).toMatchObject({ code: 0 });
  });

  it('reads a value, and everything that is exported again', async () => {
    const ready = manifest({
      plugin: { export: 'ready', kind: 'value' },
      requests: ['logCall'],
      capabilities: ['callLoggerEnabled'],
    });
    const value = await without(
      `import { ready } from '@acme/logs';\nexport const acme = ready;`,
      undefined,
      ready,
    );
    expect(await check(value, '--write')).toMatchObject({ code: 0 });
    expect(await written(value)).toMatchObject({ plugin: { export: 'acme', kind: 'value' } });
    const all = await without(`export * from '@acme/logs';`);
    expect(await check(all, '--write')).toMatchObject({ code: 0 });
    expect(await written(all)).toMatchObject({ plugin: { export: 'callLog', kind: 'factory' } });
  });

  const TWO = `${IMPORT}import { definePlugin } from '@jackfield/core';
export const acmeLeads = definePlugin({ name: 'leads', requests: { viewLead: async () => 'ok' } });
export const acmeLogs = (o) => callLog(o);
`;

  it('names all exports if there are several, and writes none of them', async () => {
    const folder = await without(TWO);
    const { code, violations } = await check(folder, '--write');
    expect(code).toBe(1);
    expect(violations.map(({ rule }) => rule)).toContain('PLUGIN_SEVERAL');
    expect(violations.find(({ rule }) => rule === 'PLUGIN_SEVERAL')?.message).toContain(
      'The package exports several plugins: acmeLeads, acmeLogs. Name one in package.json: "jackfield": { "plugin": { "export": "acmeLeads" } }.',
    );
    expect(await written(folder)).toBeUndefined();
  });

  it('writes the one that the manifest names', async () => {
    const folder = await without(TWO, { plugin: { export: 'acmeLogs' } });
    expect(await check(folder, '--write')).toMatchObject({ code: 0 });
    expect(await written(folder)).toMatchObject({
      plugin: { export: 'acmeLogs', kind: 'factory' },
      requests: ['logCall', 'matchCallLogs'],
    });
  });

  it('does not write another one if the named one cannot be read', async () => {
    const text = TWO.replace('=> callLog(o)', '=> globalThis.make(o)');
    const folder = await without(text, { plugin: { export: 'acmeLogs' } });
    const { code, violations } = await check(folder, '--write');
    expect(code).toBe(1);
    expect(violations.map(({ message }) => message)).toContain(
      'Cannot read the export acmeLogs, which the manifest names. Plugins that can be read: acmeLeads.',
    );
    expect(await written(folder)).toEqual({ plugin: { export: 'acmeLogs' } });
  });
});
