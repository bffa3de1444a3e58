import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RULES } from '../src/index.js';
import { freshFolder, here } from './support.js';

const readme = await readFile(here('../README.md'), 'utf8');
const home = process.cwd();
const before = process.exitCode;

beforeEach(() => void vi.resetModules());
afterEach(() => {
  process.chdir(home);
  process.exitCode = before;
  vi.restoreAllMocks();
});

/** What the example writes in a folder of schemas. */
const run = async (folder: string): Promise<{ out: string; err: string }> => {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (out += String(text)) !== '');
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (err += String(text)) !== '');
  process.chdir(folder);
  await import('./readme-example.js');
  vi.restoreAllMocks();
  return { out, err };
};

it('shows the example that is run here', async () => {
  const example = /```ts\n([\s\S]+?)```/.exec(readme)?.[1];
  expect(example).toBe(await readFile(here('readme-example.ts'), 'utf8'));
});

it('prints the violations of the example', async () => {
  const folder = await freshFolder();
  for (const part of ['good', 'rules/TYPE_TAKEN']) {
    await cp(here(`fixtures/${part}`), join(folder, 'schemas'), { recursive: true });
  }
  const { err } = await run(folder);
  expect(err).toMatch(/#\/x-message\/type TYPE_TAKEN .+\n$/);
  expect(process.exitCode).toBe(1);
});

it('runs the example', async () => {
  const folder = await freshFolder();
  await cp(here('fixtures/good'), join(folder, 'schemas'), { recursive: true });
  expect(await run(folder)).toEqual({ out: '17 files, 17 written\n', err: '' });
  expect(await readdir(join(folder, 'src/generated'))).toContain('protocol.ts');
});

it('lists every rule', () => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)`\s*\| (.+?)\s*\|$/gm)];
  expect(rows.map(([, id, purpose]) => [id, purpose])).toEqual(Object.entries(RULES));
});
