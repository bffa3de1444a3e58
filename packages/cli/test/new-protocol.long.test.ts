import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { built } from '../../test-tools/src/built.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(cwd: string, script: string, ...args: readonly string[]): Promise<Outcome> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, ...args], {
      cwd,
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

/** An empty folder in which packages of this repository are found. */
async function emptyFolder(): Promise<string> {
  await built();
  const top = await mkdtemp(join(tmpdir(), 'jackfield-'));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  await symlink(join(ROOT, 'node_modules'), join(top, 'node_modules'));
  const folder = join(top, 'work');
  await mkdir(folder);
  return folder;
}

const jackfield = (cwd: string, ...args: readonly string[]): Promise<Outcome> =>
  run(cwd, join(ROOT, 'packages/cli/dist/cli.js'), ...args);

describe('jackfield new-protocol', () => {
  it('writes a package whose test and types pass, in an empty folder', async () => {
    const folder = await emptyFolder();
    const { code, out } = await jackfield(folder, 'new-protocol', 'acme-desk');
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('npm install') });
    const own = join(folder, 'acme-desk');
    expect(await jackfield(own, 'generate')).toMatchObject({ code: 0 });
    expect(await jackfield(own, 'check-schemas', '--strict')).toMatchObject({ code: 0 });
    expect(await run(own, join(ROOT, 'node_modules/typescript/bin/tsc'))).toMatchObject({
      code: 0,
      out: '',
    });
    const vitest = await run(own, join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run');
    expect(vitest.err).toBe('');
    expect(vitest).toMatchObject({ code: 0, out: expect.stringContaining('1 passed') });
  });

  it.each([
    ['with tabs', '\t', '\n'],
    ['with spaces and the line ends of Windows', '    ', '\r\n'],
  ])(
    'adds to the package of the folder, written %s, only what it lacks',
    async (_, indent, eol) => {
      const folder = await emptyFolder();
      const textOf = (manifest: object): string =>
        `${JSON.stringify(manifest, undefined, indent)}\n`.replaceAll('\n', eol);
      const manifest = {
        version: '3.1.0',
        name: 'shop',
        peerDependencies: { '@jackfield/core': '>=0.1.0' },
        scripts: { test: 'node --test' },
        dependencies: { vitest: '^4.0.0' },
        license: 'MIT',
      };
      await writeFile(join(folder, 'package.json'), textOf(manifest));
      expect(await jackfield(folder, 'new-protocol', 'desk')).toMatchObject({ code: 0 });
      const after = await readFile(join(folder, 'package.json'), 'utf8');
      const { version } = JSON.parse(
        await readFile(join(ROOT, 'packages/cli/package.json'), 'utf8'),
      ) as { readonly version: string };
      expect(after).toBe(
        textOf({
          ...manifest,
          scripts: { test: 'node --test', generate: 'jackfield generate', typecheck: 'tsc' },
          devDependencies: { '@jackfield/cli': `^${version}`, typescript: '^6.0.0' },
        }),
      );
      expect(await readdir(join(folder, 'schemas'))).toEqual(['desk', 'shared']);
    },
  );

  it('writes a workspace in the root of a monorepo', async () => {
    const folder = await emptyFolder();
    await writeFile(
      join(folder, 'package.json'),
      '{ "name": "all", "workspaces": ["packages/*"] }',
    );
    expect(await jackfield(folder, 'new-protocol', 'desk')).toMatchObject({ code: 0 });
    expect(await readdir(join(folder, 'packages/desk'))).toEqual(
      expect.arrayContaining(['package.json', 'schemas', 'src', 'test', 'tsconfig.json']),
    );
  });

  it.each([
    ['a name that is not valid', 'Acme Desk', 'Expected a name of lower-case letters'],
    ['no name', undefined, 'missing required args'],
  ])('refuses %s', async (_, name, message) => {
    const folder = await emptyFolder();
    const args = name === undefined ? [] : [name];
    const { code, err } = await jackfield(folder, 'new-protocol', ...args);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
    expect(await readdir(folder)).toEqual([]);
  });

  it('replaces no file', async () => {
    const folder = await emptyFolder();
    await cp(join(ROOT, 'LICENSE'), join(folder, 'desk/schemas/shared/item.json'));
    const { code, err } = await jackfield(folder, 'new-protocol', 'desk');
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('schemas/shared/item.json'),
    });
    expect(await readdir(join(folder, 'desk'))).toEqual(['schemas']);
  });
});
