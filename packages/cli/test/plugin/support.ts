import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../src/index.js';

/** Creates a folder with files, which is removed after the test; objects become JSON. */
export const folderWith = async (
  files: Readonly<Record<string, string | object>>,
): Promise<string> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'jackfield-plugin-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    const text =
      typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`;
    await writeFile(file, text);
  }
  return folder;
};

/** The output and the exit code of `jackfield`. */
export const run = async (
  ...argv: readonly string[]
): Promise<{ code: number; out: string; err: string }> => {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(argv, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
};
