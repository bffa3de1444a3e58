import { built } from '@jackfield/test-tools/built';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { integrityOf, scriptsOf, withIntegrity } from '../../scripts/release/integrity.js';
import { publishedPackages } from './published-packages.js';

const scripted = publishedPackages.filter(({ json }) => scriptsOf(json).length > 0);
await built(...scripted.map(({ json }) => json.name));
const scripts = scripted.flatMap(({ folder, json }) =>
  scriptsOf(json).map((file) => ({ file, path: join(folder, file), name: json.name })),
);

it('has a script of core, of each plugin and of the second wire', () => {
  expect(scripted.map(({ name }) => name)).toEqual([
    'core',
    'plugin-calllog',
    'plugin-contacts',
    'ringex',
  ]);
});

describe.each(scripts)('$name/$file', ({ path }) => {
  it('is one file: it imports nothing, and exports nothing', async () => {
    const { metafile } = await build({
      entryPoints: [path],
      bundle: true,
      format: 'esm',
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    expect(Object.keys(metafile.inputs)).toHaveLength(1);
    expect(Object.values(metafile.inputs)[0]?.imports).toEqual([]);
    expect(Object.values(metafile.outputs)[0]?.exports).toEqual([]);
  });

  it('is ASCII, since a page without a charset reads it in an encoding of its own', () => {
    const others = readFileSync(path, 'utf8').match(/[^\0-\x7f]+/gu) ?? [];
    expect(others).toEqual([]);
  });

  it('is a classic script, not a module', () => {
    expect(() => new Script(readFileSync(path, 'utf8'))).not.toThrow();
  });
});

const README =
  'a\n\n<!-- integrity: made from the build by `npm run integrity` -->\n<!-- /integrity -->\n';
const HASH = 'sha384-dnux3uAPxaf+IhCrFG1D/XVNzP1XLDNcn3Pe3jyxouEAoot5kfwC5u8rMwNhE5oi';
const acme = { name: 'acme', version: '1.2.3', exports: { './a': './dist/a.iife.js' } };

it('writes no hashes into a README that has no place for them', async () => {
  await expect(async () => withIntegrity('# acme', acme, () => Buffer.from(''))).rejects.toThrow(
    'The README of acme has no place for hashes',
  );
});

it('writes what a browser compares, and again the same', async () => {
  const text = await withIntegrity(README, acme, () => Buffer.from('alert(1);'));
  expect(text).toContain('src="https://cdn.jsdelivr.net/npm/acme@1.2.3/dist/a.iife.js"');
  // printf 'alert(1);' | openssl dgst -sha384 -binary | openssl base64 -A
  expect(text).toContain(`integrity="${HASH}"`);
  expect(integrityOf(Buffer.from('alert(1);'))).toBe(HASH);
  expect(await withIntegrity(text, acme, () => Buffer.from('alert(1);'))).toBe(text);
  expect(await withIntegrity(text, acme, () => Buffer.from('alert(2);'))).not.toBe(text);
});

it.each(scripted)(
  'the README of $json.name has the hashes of the files that are built (npm run integrity)',
  async ({ folder, json }) => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(readme).toBe(
      await withIntegrity(readme, json, (file) => readFileSync(join(folder, file))),
    );
  },
);
