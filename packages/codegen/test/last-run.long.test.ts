import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { built } from '../../test-tools/src/built.js';
import type { Generated } from '../src/index.js';
import { edit, freshFolder, here } from './support.js';

const { dependencies } = JSON.parse(await readFile(here('../package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** A project with the built generator and its dependencies, and a function that runs it. */
async function project() {
  await built();
  const folder = await freshFolder();
  const modules = join(folder, 'node_modules');
  await cp(here('../dist'), join(folder, 'codegen'), { recursive: true, preserveTimestamps: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of Object.keys(dependencies)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(here(`../../../node_modules/${name}`), join(modules, name));
  }
  await cp(here('fixtures/good'), join(folder, 'schemas'), { recursive: true });
  const run = async (options: { readonly check?: true } = {}) => {
    const all = { schemas: 'schemas', out: 'out', docs: 'docs', ...options };
    const script = `
      const { generate } = await import('./codegen/index.js');
      console.log(JSON.stringify(await generate(${JSON.stringify(all)})));`;
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    const { changed, removed, warnings } = JSON.parse(stdout) as Generated;
    return { changed: changed.length, removed, warnings: warnings.map(({ rule }) => rule) };
  };
  return { folder, modules, run };
}

const NONE = { changed: 0, removed: [], warnings: [] };

it('a run without a change loads no compiler, and a run after one writes what changed', async () => {
  const { folder, modules, run } = await project();
  const all = await run();
  expect(all.changed).toBeGreaterThan(7);
  const tools = join(modules, 'ts-morph');
  await rm(tools);
  expect(await run()).toEqual(NONE);

  await symlink(here('../../../node_modules/ts-morph'), tools);
  const types = join(folder, 'out/types.ts');
  const text = await readFile(types, 'utf8');
  await writeFile(types, `${text}// edited\n`);
  expect(await run()).toEqual({ ...NONE, changed: 1 });
  expect(await readFile(types, 'utf8')).toBe(text);

  await edit(join(folder, 'schemas'), 'toy/wire.json', (wire) => (wire['title'] = 'Other toys'));
  expect((await run()).changed).toBeGreaterThanOrEqual(7);
  await edit(join(folder, 'schemas'), 'toy/wire.json', (wire) => (wire['versions'] = 'none'));
  await expect(run()).rejects.toThrow('SCHEMAS_INVALID');
});

it('a run without a change reports pages that are obsolete, and repeats its warnings', async () => {
  const { folder, run } = await project();
  await edit(join(folder, 'schemas'), 'toy/wire.json', (wire) => delete wire['houseRules']);
  await edit(join(folder, 'schemas'), 'toy/from-widget/push/notice.json', (schema) => {
    schema['properties'] = {
      ...(schema['properties'] as object),
      colour: { type: 'string', format: 'colour' },
    };
  });
  const first = await run();
  expect(first.warnings).toEqual(['FORMAT_UNCHECKED']);
  expect(await run()).toEqual({ ...NONE, warnings: first.warnings });

  const page = 'docs/reference/from-widget/removed.md';
  const index = await readFile(join(folder, 'docs/reference/index.md'), 'utf8');
  await writeFile(join(folder, page), index);
  expect(await run({ check: true })).toEqual({ ...first, changed: 0, removed: [page] });
  expect(await run()).toEqual({ ...first, changed: 0, removed: [page] });
  expect(await run({ check: true })).toEqual({ ...first, changed: 0 });
});
