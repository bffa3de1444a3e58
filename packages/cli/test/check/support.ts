import { cp, mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckReport, Violation } from '../../src/index.js';
import { folderWith, run } from '../plugin/support.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The folder of all fixtures of `jackfield check`. */
export const FIXTURES: string = here('../fixtures/check');

/** Installs a core for packages, with only its schemas and its version. */
export const installCore = async (folder: string, version = '0.1.0'): Promise<void> => {
  const core = join(folder, 'node_modules/@jackfield/core');
  await mkdir(join(core, 'dist'), { recursive: true });
  const json = { name: '@jackfield/core', version, exports: { './schemas/*': './dist/schemas/*' } };
  await writeFile(join(core, 'package.json'), JSON.stringify(json));
  await symlink(here('../../../../schemas'), join(core, 'dist/schemas'));
};

/** Copies a valid plugin package to a folder, and the files of a fixture over it. */
export const layOut = async (folder: string, overlay?: string): Promise<void> => {
  await cp(join(FIXTURES, 'base'), folder, { recursive: true });
  if (overlay !== undefined) await cp(join(FIXTURES, overlay), folder, { recursive: true });
  for (const name of await readdir(folder)) {
    // A file with a syntax error has another extension in the repository, so that tools ignore it.
    if (name.endsWith('.broken'))
      await rename(join(folder, name), join(folder, name.replace('.broken', '')));
  }
  await cp(here('../../../codegen/test/fixtures/second'), join(folder, 'schemas'), {
    recursive: true,
  });
};

/** Creates a valid plugin package with other files over it; it is removed after the test. */
export const pluginWith = async (
  files: Readonly<Record<string, string | object>> = {},
): Promise<string> => {
  const base = await folderWith({});
  await layOut(base);
  await installCore(base);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(base, path, '..'), { recursive: true });
    const text = typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);
    await writeFile(join(base, path), text);
  }
  return base;
};

/** The report of `jackfield check --json`, and its exit code. */
export const check = async (
  folder: string,
  ...options: readonly string[]
): Promise<CheckReport & { readonly code: number; readonly violations: readonly Violation[] }> => {
  const { code, out } = await run('check', folder, '--json', ...options);
  const report = JSON.parse(out) as CheckReport;
  return { ...report, code, violations: report.packages.flatMap(({ violations }) => violations) };
};

/** Returns the violations of several plugins, given by the texts of their entries. */
export const checkTexts = async (
  texts: readonly string[],
  {
    entry = 'index.js',
    files = {},
    options = [],
  }: {
    entry?: string;
    files?: Readonly<Record<string, string>>;
    options?: readonly string[];
  } = {},
): Promise<readonly (readonly Violation[])[]> => {
  const root = await folderWith({ 'package.json': { private: true, workspaces: ['*'] } });
  await installCore(root);
  for (const [index, text] of texts.entries()) {
    const folder = join(root, `plugin${index}`);
    await layOut(folder);
    for (const [path, content] of Object.entries({ ...files, [entry]: text }))
      await writeFile(join(folder, path), content);
  }
  const { packages } = await check(root, ...options);
  return texts.map((_text, index) => {
    const report = packages.find(({ folder }) => folder === join(root, `plugin${index}`));
    return report?.violations ?? [];
  });
};
