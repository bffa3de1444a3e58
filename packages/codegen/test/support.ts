import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

/** A path below `test/`. */
export const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The whole repository's schemas. */
export const SCHEMAS: string = here('../../../schemas');

/** Its wires. */
export const WIRES = ['ringcx', 'ringex'] as const;

/** A new folder that is gone after the test. */
export const freshFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'jackfield-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A copy of the faultless small protocol, with the files of other fixture folders laid over it. */
export const schemasWith = async (...overlays: readonly string[]): Promise<string> => {
  const folder = await freshFolder();
  for (const overlay of ['good', ...overlays]) {
    await cp(here(`fixtures/${overlay}`), folder, { recursive: true });
  }
  // JSON that is none has another name in the repository, or every tool would trip over it.
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.endsWith('.broken'))
      await rename(join(folder, name), join(folder, name.replace('.broken', '')));
  }
  return folder;
};

/** Changes one JSON file of a folder. */
export const edit = async (
  folder: string,
  path: string,
  change: (json: Record<string, any>) => unknown, // oxlint-disable-line no-explicit-any -- any shape of JSON
): Promise<void> => {
  const file = join(folder, path);
  const json = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<
    string,
    unknown
  >;
  change(json);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(json, undefined, 2));
};

/** Bundles a generated module and imports it. */
export const load = async <T>(file: string): Promise<T> => {
  const outfile = file.replace(/\.[jt]s$/, `.bundle.mjs`);
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as T;
};
