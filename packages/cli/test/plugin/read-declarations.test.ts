import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDeclarations, type Declaration } from '../../src/plugin/read-declarations.js';
import { folderWith } from './support.js';

const read = async (
  files: Readonly<Record<string, string>>,
  entry = 'index.ts',
): Promise<readonly Declaration[]> => {
  const folder = await folderWith({ 'package.json': { name: 'acme' }, ...files });
  return readDeclarations({ folder, source: join(folder, entry) });
};

const IMPORT = `import { definePlugin } from '@jackfield/core';\n`;

const value = (requests: readonly string[], pushes: readonly string[] = []): Declaration => ({
  plugin: { export: 'acme', kind: 'value' },
  requests,
  pushes,
});

const factory = (needsOptions: boolean, takesOptions = true): Declaration => ({
  plugin: {
    export: 'acme',
    kind: 'factory',
    ...(needsOptions && { needsOptions: true }),
    ...(!takesOptions && { takesOptions: false as const }),
  },
  requests: ['logCall'],
  pushes: [],
});

describe('readDeclarations', () => {
  it('finds none where only built code is there', () => {
    expect(readDeclarations({ folder: '/nowhere', source: undefined })).toEqual([]);
  });

  it.each([
    ['is not exported', `${IMPORT}definePlugin({ name: 'acme', requests: {} });`],
    [
      'is of another package',
      `import { definePlugin } from 'other';\nexport const a = definePlugin({});`,
    ],
    [
      'is a function of that name',
      `const definePlugin = (a) => a;\nexport const a = definePlugin({});`,
    ],
    ['is a type', `export type { Plugin } from '@jackfield/core';`],
  ])('finds none where what looks like one %s', async (_what, text) => {
    expect(await read({ 'index.ts': text })).toEqual([]);
  });

  it.each([
    ['a value', `export const acme = definePlugin({ name: 'a', requests: { logCall() {} } });`],
    [
      'a shorthand',
      `const requests = { logCall() {} };\nexport const acme = definePlugin({ requests });`,
    ],
    [
      'a spread',
      `const base = { logCall: () => 'ok' };\nexport const acme = definePlugin({ requests: { ...base } });`,
    ],
    [
      'a spread of the whole',
      `const base = { requests: { logCall() {} } } as const;\nexport const acme = definePlugin({ ...base, name: 'a' });`,
    ],
    [
      'a constant key',
      `const KEY = 'logCall';\nexport const acme = definePlugin({ requests: { [KEY]: () => 'ok' } });`,
    ],
    [
      'a key of two parts',
      `const log = 'log';\nexport const acme = definePlugin({ requests: { [log + 'Call']() {} } });`,
    ],
    [
      'a key in a template',
      "const log = 'log';\nexport const acme = definePlugin({ requests: { [`${log}Call`]() {} } });",
    ],
    [
      'a key of an object',
      `const KEYS = { log: 'logCall' } as const;\nexport const acme = definePlugin({ requests: { [KEYS.log]() {} } });`,
    ],
    [
      'a key of an enum',
      `enum Keys { Log = 'logCall' }\nexport const acme = definePlugin({ requests: { [Keys.Log]() {} } });`,
    ],
    [
      'a quoted key',
      `export const acme = definePlugin({ requests: { 'logCall': async () => 'ok' } });`,
    ],
    [
      'satisfies',
      `export const acme = definePlugin({ requests: { logCall() {} } satisfies object } as const);`,
    ],
    [
      'a copy',
      `const made = definePlugin({ requests: { logCall() {} } });\nexport const acme = Object.freeze({ ...made, more: 1 });`,
    ],
    [
      'an assignment',
      `export const acme = Object.assign({}, definePlugin({ requests: { logCall() {} } }), { more: 1 });`,
    ],
    [
      'members that are set later',
      `const requests: Record<string, unknown> = {};\nrequests.logCall = () => 'ok';\nexport const acme = definePlugin({ requests });`,
    ],
    [
      'a function that returns handlers',
      `const make = () => ({ logCall() {} });\nexport const acme = definePlugin({ requests: make() });`,
    ],
    [
      'a helper that returns it',
      `const make = () => definePlugin({ requests: { logCall() {} } });\nexport const acme = make();`,
    ],
    [
      'a name that is exported as another',
      `const inner = definePlugin({ requests: { logCall() {} } });\nexport { inner as acme };`,
    ],
    [
      'an export that is the default too',
      `const acme = definePlugin({ requests: { logCall() {} } });\nexport default acme;\nexport { acme };`,
    ],
    [
      'a destructured constant',
      `const { handlers } = { handlers: { logCall() {} } };\nexport const acme = definePlugin({ requests: handlers });`,
    ],
  ])('reads %s', async (_what, text) => {
    expect(await read({ 'index.ts': IMPORT + text })).toEqual([value(['logCall'])]);
  });

  it.each([
    [
      'an alias',
      `import { definePlugin as d } from '@jackfield/core';\nexport const acme = d({ requests: { logCall() {} } });`,
    ],
    [
      'a namespace',
      `import * as jackfield from '@jackfield/core';\nexport const acme = jackfield.definePlugin({ requests: { logCall() {} } });`,
    ],
    [
      'a constant',
      `${IMPORT}const d = definePlugin;\nexport const acme = d({ requests: { logCall() {} } });`,
    ],
  ])('recognises definePlugin by %s', async (_what, text) => {
    expect(await read({ 'index.ts': text })).toEqual([value(['logCall'])]);
  });

  it.each([
    [
      'optional options',
      `export const acme = (options?: object) => definePlugin({ requests: { logCall() {} } });`,
      false,
    ],
    [
      'options with a default',
      `export const acme = ({ a } = {}) => definePlugin({ requests: { logCall() {} } });`,
      false,
    ],
    [
      'options',
      `export const acme = (options: object) => definePlugin({ requests: { logCall() {} } });`,
      true,
    ],
    [
      'a variable in it',
      `export function acme(o) { const plugin = definePlugin({ requests: { logCall() {} } }); return Object.freeze({ ...plugin, wipe() {} }); }`,
      true,
    ],
    [
      'an early return',
      `export function acme(o: object) { const inner = () => { return 1; }; if (o) { return definePlugin({ requests: { logCall() {} } }); } throw new Error('no'); }`,
      true,
    ],
  ])('reads a factory that is %s', async (_what, text, needsOptions) => {
    expect(await read({ 'index.ts': IMPORT + text })).toEqual([factory(needsOptions)]);
  });

  it.each([
    [`export function acme() { return definePlugin({ requests: { logCall() {} } }); }`],
    [`export const acme = () => definePlugin({ requests: { logCall() {} } });`],
  ])('reports a factory without parameters: %s', async (text) => {
    expect(await read({ 'index.ts': IMPORT + text })).toEqual([factory(false, false)]);
  });

  it('follows exports and imports over files, by JavaScript names too', async () => {
    const files = {
      'index.ts': `export * from './lib/all.js';\n`,
      'lib/all.ts': `export { inner as acme } from './inner.js';\n`,
      'lib/inner.ts': `${IMPORT}import { logging } from './logging.js';\nimport * as pushes from './pushes.js';\nexport const inner = definePlugin({ requests: { ...logging }, pushes: { ringCall: pushes.ring } });\n`,
      'lib/logging.ts': `export const logging = { logCall: async () => 'ok' };\n`,
      'lib/pushes.ts': `export const ring = () => undefined;\n`,
    };
    expect(await read(files)).toEqual([value(['logCall'], ['ringCall'])]);
  });

  it.each([
    ['', true],
    ['/** @param {object} [options] */\n', false],
    ['/** @param {object=} options */\n', false],
    ['/** @param {object} options */\n', true],
  ])('reads JavaScript, with its comments %j', async (doc, needsOptions) => {
    const text = `${IMPORT}${doc}export const acme = (options) => definePlugin({ requests: { logCall() {} } });`;
    expect(await read({ 'index.mjs': text }, 'index.mjs')).toEqual([factory(needsOptions)]);
  });

  it('takes the default export by that name', async () => {
    const text = `${IMPORT}export default definePlugin({ pushes: { ringCall() {} } });`;
    expect(await read({ 'index.js': text }, 'index.js')).toEqual([
      { plugin: { export: 'default', kind: 'value' }, requests: [], pushes: ['ringCall'] },
    ]);
  });

  it('comes to an end where declarations need themselves', async () => {
    const text = `${IMPORT}const a = () => (a ? a() : b());\nconst b = () => a();\nexport const acme = definePlugin({ requests: { ...a(), logCall() {} } });`;
    expect(await read({ 'index.js': text }, 'index.js')).toEqual([value(['logCall'])]);
  });
});
