import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { built } from '../../test-tools/src/built.js';
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
  const script = `
    const { generate } = await import('./codegen/index.js');
    const { changed } = await generate({ schemas: 'schemas', out: 'out' });
    console.log(changed.length);`;
  const run = async (): Promise<number> => {
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    return Number(stdout);
  };
  return { folder, modules, run };
}

it('a run without a change loads no compiler, and a run after one writes what changed', async () => {
  const { folder, modules, run } = await project();
  expect(await run()).toBe(7);
  const tools = join(modules, 'ts-morph');
  await rm(tools);
  expect(await run()).toBe(0);

  await symlink(here('../../../node_modules/ts-morph'), tools);
  const types = join(folder, 'out/types.ts');
  const text = await readFile(types, 'utf8');
  await writeFile(types, `${text}// edited\n`);
  expect(await run()).toBe(1);
  expect(await readFile(types, 'utf8')).toBe(text);

  await edit(join(folder, 'schemas'), 'toy/wire.json', (wire) => (wire['title'] = 'Other toys'));
  expect(await run()).toBe(7);
  await edit(join(folder, 'schemas'), 'toy/wire.json', (wire) => (wire['versions'] = 'none'));
  await expect(run()).rejects.toThrow('SCHEMAS_INVALID');
});
