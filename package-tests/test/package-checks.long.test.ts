import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { publint } from 'publint';
import { afterAll, expect, it } from 'vitest';
import { packedOnce, temporaryFolder } from './packed.js';
import { publishedPackages } from './published-packages.js';

const TSDOWN = join(
  dirname(createRequire(import.meta.url).resolve('tsdown/package.json')),
  'dist/run.mjs',
);

interface Checks {
  readonly publint?: boolean | { readonly strict?: boolean };
  readonly attw?: { readonly level?: string; readonly profile?: string };
}

const temporary = temporaryFolder();
afterAll(() => temporary.remove());

/** Builds a package of one module without types, checked by one of both; how that ended. */
function buildPackage(
  checks: Checks,
  more: Readonly<Record<string, string>> = {},
): { readonly status: number | null; readonly text: string } {
  const folder = mkdtempSync(join(temporary.path, 'acme-'));
  const exports = { '.': './dist/index.js', ...more };
  const json = { name: 'acme', version: '1.0.0', type: 'module', files: ['dist'], exports };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(json));
  writeFileSync(join(folder, 'index.js'), 'export const rings = true;\n');
  const config = { entry: 'index.js', fixedExtension: false, dts: false, tsconfig: false };
  writeFileSync(
    join(folder, 'tsdown.config.js'),
    `export default ${JSON.stringify({ ...config, ...checks })};`,
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [TSDOWN], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, text: `${stdout}${stderr}` };
}

const STRICT: Checks = { publint: { strict: true } };
const TYPED: Checks = { attw: { profile: 'esm-only', level: 'error' } };

it('fails the build of a package with an entry that is not there, by publint', () => {
  const { status, text } = buildPackage(STRICT, { './more': './dist/more.js' });
  expect(text).toMatch(/\[publint\].*dist\/more\.js.*does not exist/);
  expect(status).toBe(1);
});

it('fails the build of a package without types, by attw', () => {
  const { status, text } = buildPackage(TYPED);
  expect(text).toMatch(/\[attw\].*no types/);
  expect(status).toBe(1);
});

it('lets a package pass that has what is asked for', () => {
  const { status, text } = buildPackage(STRICT);
  expect(text).toContain('[publint] No issues found');
  expect(status).toBe(0);
});

it.each(publishedPackages)('$json.name is built with both checks', async ({ folder }) => {
  const { default: config } = (await import(
    pathToFileURL(join(folder, 'tsdown.config.ts')).href
  )) as { readonly default: Checks | readonly Checks[] };
  const checked = ([config].flat() as readonly Checks[]).filter((each) => each.publint);
  expect(checked).toHaveLength(1);
  expect(checked[0]?.publint).toEqual(STRICT.publint);
  expect(checked[0]?.attw).toMatchObject(TYPED.attw ?? {});
});

it.each(publishedPackages)('the tarball of $json.name passes publint', async ({ json }) => {
  const tarball = packedOnce().find(({ name }) => name === json.name);
  const { buffer } = new Uint8Array(readFileSync(tarball?.tarball ?? ''));
  const { messages } = await publint({ strict: true, pack: { tarball: buffer } });
  expect(messages).toEqual([]);
});
