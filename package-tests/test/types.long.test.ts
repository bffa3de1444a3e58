import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportedNames, importedNames } from './exported-names.js';
import { install, linkPackage } from './install.js';
import { temporaryFolder } from './packed.js';
import { publishedPackages, ROOT } from './published-packages.js';

const TYPES = join(ROOT, 'package-tests/types');

/** Each version with the package it is installed as. */
const VERSIONS = {
  '5.6': 'typescript-5.6',
  '5.7': 'typescript-5.7',
  '5.8': 'typescript-5.8',
  '5.9': 'typescript-5.9',
  '6.0': 'typescript',
  '7.0': 'typescript-7.0',
} as const;

const BUNDLER = { module: 'esnext', moduleResolution: 'bundler' };
const NODE = { module: 'nodenext', moduleResolution: 'nodenext' };

/** By the name of their tsconfig. Only 7.0 is fast enough for all. */
const SETTINGS = {
  'bundler-exact': { ...BUNDLER, exactOptionalPropertyTypes: true },
  'node-loose': { ...NODE, exactOptionalPropertyTypes: false },
  'bundler-loose': { ...BUNDLER, exactOptionalPropertyTypes: false },
  'node-exact': { ...NODE, exactOptionalPropertyTypes: true },
} as const;

/** None of these needs Node's own types. */
const FILES = ['page.ts', 'ringex.ts', 'node.ts'];

const temporary = temporaryFolder();
const at = (...path: readonly string[]): string => join(temporary.path, ...path);
afterAll(() => temporary.remove());

function writeSettings(name: string, settings: object, files: readonly string[]): void {
  const compilerOptions = {
    ...{ target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: [], noEmit: true },
    ...{ strict: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true },
    // Our declarations are looked into, and those of what they need; not TypeScript's own.
    ...{ skipLibCheck: false, skipDefaultLibCheck: true },
    ...settings,
  };
  writeFileSync(at(`${name}.json`), JSON.stringify({ compilerOptions, files }));
}

beforeAll(() => {
  install(temporary.path);
  linkPackage(temporary.path, '@types/node');
  for (const file of [...FILES, 'command.ts', 'mistakes.ts']) cpSync(join(TYPES, file), at(file));
  for (const [name, settings] of Object.entries(SETTINGS))
    writeSettings(name, settings, [...FILES, 'mistakes.ts']);
  writeSettings('command', { ...NODE, types: ['node'] }, ['command.ts']);
});

/** What tsc of a version says of these settings, in one process; `''` if it has no complaint. */
function check(version: keyof typeof VERSIONS, names: readonly string[]): Promise<string> {
  const folder = dirname(
    createRequire(import.meta.url).resolve(`${VERSIONS[version]}/package.json`),
  );
  const projects = names.map((name) => at(`${name}.json`));
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(folder, 'bin/tsc'), '--build', '--force', '--pretty', 'false', ...projects],
      { cwd: temporary.path },
      (error, stdout, stderr) => resolve(error ? stdout + stderr || error.message : ''),
    );
  });
}

describe('types of all packages as they are published', () => {
  it('are checked: errors in a page or a package are reported', async () => {
    mkdirSync(at('node_modules/broken'));
    writeFileSync(at('node_modules/broken/index.d.ts'), 'export declare const x: Missing;\n');
    writeFileSync(
      at('broken.ts'),
      [
        `import { createHost } from '@jackfield/core';`,
        `export { x } from 'broken';`,
        `createHost({ service: 42 });`,
        `// @ts-expect-error There is nothing wrong.`,
        `createHost({ service: 'Acme' });`,
      ].join('\n'),
    );
    writeSettings('broken', SETTINGS['bundler-exact'], ['broken.ts']);
    const said = await check('7.0', ['broken']);
    expect(said).toMatch(/broken\.ts\(3,14\): error TS2322/);
    expect(said).toMatch(/broken\.ts\(4,1\): error TS2578/);
    expect(said).toMatch(/broken.index\.d\.ts\(1,25\): error TS2304/);
  });

  it.each(['5.6', '5.7', '5.8', '5.9', '6.0'] as const)(
    'are understood by TypeScript %s, for bundlers and for Node',
    { timeout: 120_000 },
    async (version) => {
      expect(await check(version, ['bundler-exact', 'node-loose'])).toBe('');
    },
  );

  it.each(['5.6', '7.0'] as const)(
    "are understood by TypeScript %s where Node's own types are needed",
    { timeout: 120_000 },
    async (version) => {
      expect(await check(version, ['command'])).toBe('');
    },
  );

  it('are understood by TypeScript 7.0, with every setting', async () => {
    expect(await check('7.0', Object.keys(SETTINGS))).toBe('');
  });
});

const entries = publishedPackages.flatMap(({ json }) =>
  Object.entries(json.exports).flatMap(([path, target]) =>
    // A module without types is for the packages of this repository, and is not published.
    typeof target === 'string' || target.types === undefined
      ? []
      : [{ name: json.name, module: json.name + path.slice(1), types: target.types }],
  ),
);

it.each(entries)(
  'every name of $module is used in package-tests/types',
  ({ name, module, types }) => {
    const names = exportedNames(at('node_modules', name, types));
    expect(names.length).toBeGreaterThan(0);
    const used = new Set(
      [...FILES, 'command.ts'].flatMap(
        (file) => importedNames(join(TYPES, file)).get(module) ?? [],
      ),
    );
    expect(names.filter((each) => !used.has(each))).toEqual([]);
  },
);
