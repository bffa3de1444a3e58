import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/index.js';
import { folderWith, run } from '../plugin/support.js';
import { check, installCore, layOut, pluginWith } from './support.js';

const MANIFEST: Manifest = {
  plugin: { export: 'acme', kind: 'value' },
  requests: ['viewLead'],
  pushes: ['ringCall'],
  capabilities: ['leadViewerEnabled'],
  wire: ['ringcx'],
  core: '^0.1.0',
};

const withText = async (text: string): Promise<string> => {
  const folder = await pluginWith();
  await writeFile(join(folder, 'package.json'), text);
  return folder;
};

const textOf = (folder: string): Promise<string> => readFile(join(folder, 'package.json'), 'utf8');

/** Returns a package.json with another manifest, or without one. */
const json = (manifest: string): string => `{
    "name": "acme-plugin", "version": "1.0.0",
    "keywords": ["a", "b"],${manifest}
    "exports": "./index.js",
    "peerDependencies": { "@jackfield/core": "^0.1.0" }
}`;

describe('jackfield check', () => {
  it.each([
    [['--max-size', '0'], '--max-size: expected a number of bytes, received 0.'],
    [['--max-size', 'big'], '--max-size: expected a number of bytes, received big.'],
    [['--schemas', 'nowhere'], 'Expected a file ringcx/wire.json in nowhere, found none.'],
  ])('with %j is a usage error', async (options, message) => {
    const { code, err } = await run('check', await pluginWith(), ...options);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('rejects a folder without package.json, and a monorepo without a plugin', async () => {
    expect(await run('check', await folderWith({}))).toMatchObject({
      code: 2,
      err: expect.stringContaining('Expected a package.json'),
    });
    const root = await folderWith({
      'package.json': { workspaces: ['*'] },
      'page/package.json': { name: 'page' },
    });
    expect(await run('check', root)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`No workspace of ${root} is a plugin package.`),
    });
  });

  it('does not run the code that it reads', async () => {
    const folder = await pluginWith();
    const entry = join(folder, 'index.js');
    const text = await readFile(entry, 'utf8');
    await writeFile(entry, `${text}\nprocess.exit(3);\nthrow new Error('run');\n`);
    expect(await check(folder)).toMatchObject({ code: 0, violations: [] });
  });

  it('knows the messages of RingEX for a plugin of @jackfield/ringex', async () => {
    const folder = await pluginWith({
      'package.json': {
        name: 'acme-plugin',
        exports: './index.js',
        peerDependencies: { '@jackfield/core': '^0.1.0', '@jackfield/ringex': '^0.1.0' },
      },
      'index.js': `import { callsArea, contactsArea, definePlugin } from '@jackfield/ringex';
export const acme = definePlugin({
  name: 'acme-plugin',
  requests: { checkDoNotContact: () => ({ data: { result: false } }), logCall: () => 'ok' },
  pushes: { callHold: () => undefined, ringCall: () => undefined, loginStatus: () => undefined },
}, [callsArea, contactsArea]);
`,
    });
    const { packages } = await check(folder, '--write');
    expect(packages).toMatchObject([
      {
        violations: [],
        manifest: {
          requests: ['checkDoNotContact', 'logCall'],
          pushes: ['callHold', 'loginStatus', 'ringCall'],
          capabilities: ['callLoggerPath', 'doNotContactPath'],
          wire: ['ringex'],
        },
      },
    ]);
  });

  it.each(['callRing', 'callHeld'])(
    'finds that no plugin of @jackfield/ringex handles %s',
    async (name) => {
      const folder = await pluginWith({
        'index.js': `import { definePlugin } from '@jackfield/ringex';
export const acme = definePlugin({ name: 'acme-plugin', pushes: { ${name}: () => undefined } });
`,
      });
      const { violations } = await check(folder);
      expect(violations.map(({ rule, message }) => `${rule} ${message}`)).toContainEqual(
        expect.stringContaining(
          `MESSAGE_UNKNOWN Unknown message ${name} under pushes, wire ringex.`,
        ),
      );
    },
  );

  it('derives the wire from a generated protocol', async () => {
    const folder = await pluginWith({
      'index.ts': `import { definePlugin } from '@jackfield/core';
import { protocol, type Messages } from './generated/protocol.js';
export const acme = definePlugin<Messages>(
  { name: 'acme', requests: { approve: () => true } },
  protocol,
);
`,
    });
    const [schemas, out] = [join(folder, 'schemas'), join(folder, 'generated')];
    expect(await run('generate', '--schemas', schemas, '--out', out)).toMatchObject({ code: 0 });
    expect(await check(folder, '--write')).toMatchObject({
      code: 0,
      packages: [
        { manifest: { requests: ['approve'], capabilities: ['approval'], wire: ['booth'] } },
      ],
    });
  });

  it.each(['@jackfield/core', '@jackfield/core/host'])(
    'reads and loads a plugin of another wire that is made with %s',
    async (module) => {
      const folder = await folderWith({
        'package.json': { private: true, workspaces: ['*'] },
        'page/package.json': { name: 'page' },
        'page/index.js': `import { createHost } from '${module}';\n`,
      });
      await installCore(folder);
      await layOut(join(folder, 'acme'), 'WIRE_UNKNOWN/good');
      // It is exported, so that only loading it shows whether another module changes it.
      await writeFile(
        join(folder, 'acme/index.js'),
        `import { definePlugin } from '${module}';
export const declaration = { name: 'acme', requests: { approve: async () => true } };
export const acme = definePlugin(declaration, { name: 'booth' });
`,
      );
      const { violations, packages } = await check(folder);
      expect(violations).toEqual([]);
      expect(packages.map(({ name }) => name)).toEqual(['acme-plugin']);
    },
  );

  it('leaves out a package that has a definePlugin of its own', async () => {
    const folder = await folderWith({
      'package.json': { private: true, workspaces: ['*'] },
      'kit/package.json': { name: 'kit', type: 'module', exports: './index.js' },
      'kit/index.js': `import { definePlugin as define } from '@jackfield/core/host';
import { protocol } from './protocol.js';
export function definePlugin(definition) {
  return define(definition, protocol);
}
`,
      'kit/protocol.js': '/** For `definePlugin`. */\nexport const protocol = { name: "booth" };\n',
    });
    await installCore(folder);
    await layOut(join(folder, 'acme'), 'WIRE_UNKNOWN/good');
    const { packages } = await check(folder);
    expect(packages.map(({ name }) => name)).toEqual(['acme-plugin']);
  });

  it('reports a named package that is not a plugin', async () => {
    const folder = await pluginWith({ 'index.js': 'export const acme = 1;\n' });
    expect((await check(folder)).violations).toMatchObject([{ rule: 'PLUGIN_MISSING' }]);
  });

  it('reports missing schemas if there are none and core is not installed', async () => {
    const folder = await pluginWith();
    await rm(join(folder, 'node_modules'), { recursive: true });
    const { violations } = await check(folder);
    expect(violations).toMatchObject([
      { rule: 'WIRE_UNKNOWN', message: 'Cannot find the schemas of ringcx for acme.' },
    ]);
  });

  it('prints each violation with its place, why, and how to fix it', async () => {
    const folder = await pluginWith({
      'index.js': `import { definePlugin } from '@jackfield/core';
export const acme = definePlugin({
  name: 'acme',
  requests: { viewLead: async () => 'ok', viewLeed() {} },
  pushes: { ringCall: (rings) => rings },
});
`,
    });
    const before = process.cwd();
    process.chdir(folder);
    try {
      const { code, out } = await run('check', '--no-bundle');
      expect(code).toBe(1);
      expect(out.split('\n')).toEqual([
        'index.js:4:43 MESSAGE_UNKNOWN Unknown message viewLeed under requests, wire ringcx. Did you mean viewLead?',
        '  why: `definePlugin` throws `UNKNOWN_MESSAGE`, and the page does not get the plugin.',
        '  fix: Use a name from the protocol reference. Names are case-sensitive.',
        'acme-plugin 1.0.0: 1 error.',
      ]);
    } finally {
      process.chdir(before);
    }
  });

  it('prints the messages and the size of a valid plugin', async () => {
    const { code, out } = await run('check', await pluginWith());
    expect(out).toMatch(
      /^acme-plugin 1\.0\.0: no problems; requests viewLead; pushes ringCall; \d+ of 50,000 bytes gzipped\.$/,
    );
    expect(code).toBe(0);
  });

  it('exits with 0 for a warning, and with 1 if it is strict', async () => {
    const range = { peerDependencies: { '@jackfield/core': '>=0.1.0' } };
    const folder = await pluginWith({
      'package.json': {
        name: 'acme-plugin',
        exports: './index.js',
        ...range,
        jackfield: { ...MANIFEST, core: '>=0.1.0' },
      },
    });
    expect(await check(folder)).toMatchObject({ code: 0, errors: 0, warnings: 1 });
    expect(await check(folder, '--strict')).toMatchObject({ code: 1, errors: 0, warnings: 1 });
    expect((await run('check', folder)).out).toContain('PEER_RANGE_WIDE (warning) ');
  });
});

describe('jackfield check --write', () => {
  it('changes only the manifest, in place', async () => {
    const old = `\n    "jackfield": { "requests": [], "dev": "./dev.js", "maxSize": 9000 },`;
    const folder = await withText(json(old));
    expect(await check(folder, '--write')).toMatchObject({
      code: 0,
      packages: [{ written: true, violations: [] }],
    });
    const manifest = JSON.stringify({ ...MANIFEST, dev: './dev.js', maxSize: 9000 }, undefined, 4);
    const indented = manifest.replaceAll('\n', '\n    ');
    const text = await textOf(folder);
    expect(text).toBe(json(`\n    "jackfield": ${indented},`));
    expect(await check(folder, '--write')).toMatchObject({ packages: [{ written: false }] });
    expect(await textOf(folder)).toBe(text);
  });

  it('adds a missing manifest at the end, with the indentation, line ends and BOM of the file', async () => {
    const start = '\uFEFF' + json('').replaceAll('    ', '\t').replaceAll('\n', '\r\n');
    const folder = await withText(start);
    expect(await check(folder, '--write')).toMatchObject({ code: 0 });
    const text = await textOf(folder);
    expect(text.startsWith(start.slice(0, -'\r\n}'.length))).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toContain('},\r\n\t"jackfield": {\r\n\t\t"plugin": {\r\n\t\t\t"export": "acme",');
    expect(text.endsWith('"core": "^0.1.0"\r\n\t}\r\n}')).toBe(true);
  });

  it('writes no manifest if a name is computed at run time', async () => {
    const folder = await pluginWith({
      'index.js': `import { definePlugin } from '@jackfield/core';
export const acme = definePlugin({ name: 'acme', requests: { [globalThis.name]() {} } });
`,
      'package.json': json(''),
    });
    await writeFile(join(folder, 'package.json'), json(''));
    const { code, packages, violations } = await check(folder, '--write');
    expect(code).toBe(1);
    expect(violations.map(({ rule }) => rule)).toEqual(['NAME_COMPUTED', 'MANIFEST_MISSING']);
    expect(packages).toMatchObject([{ manifest: null, written: false }]);
    expect(await textOf(folder)).toBe(json(''));
  });

  it('still reports invalid members that are written by hand', async () => {
    const folder = await withText(json(`\n    "jackfield": { "dev": 1 },`));
    const { code, violations } = await check(folder, '--write');
    expect(code).toBe(1);
    expect(violations).toMatchObject([
      { rule: 'MANIFEST_INVALID', message: 'Expected a string at /jackfield/dev, received 1.' },
    ]);
  });
});
