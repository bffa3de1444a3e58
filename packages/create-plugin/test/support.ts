import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  catalogue,
  type CatalogueEntry,
  type Choice,
  main,
  type Terminal,
  type Wire,
} from '../src/index.js';

/** The repository. */
export const ROOT: string = fileURLToPath(new URL('../../..', import.meta.url));

/** The entries of those names; of all, where none is given. */
export const entries = (
  kind: CatalogueEntry['kind'],
  names?: readonly string[],
  wire: Wire = 'ringcx',
): readonly CatalogueEntry[] =>
  catalogue[wire].filter((entry) => entry.kind === kind && names?.includes(entry.name) !== false);

/** A choice; of no message, where none is given. */
export const choiceOf = (parts: Partial<Choice>): Choice => ({
  name: 'acme-leads',
  language: 'ts',
  wire: 'ringcx',
  requests: [],
  pushes: [],
  range: '^0.1.0',
  year: 2026,
  workspace: undefined,
  ...parts,
});

/** Writes files into a folder, whatever is there. */
export const put = (folder: string, files: Iterable<readonly [string, string]>): void => {
  for (const [name, text] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
};

/** An empty folder outside the repository, which is gone when the test is over. */
export const freshFolder = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'create-plugin-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** One in which the repository's packages are found by their names. */
export const folderWithPackages = (): string => {
  const folder = freshFolder();
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
};

/** Runs the command in `cwd`; what it said, and how it ended. */
export const run = async (
  cwd: string,
  argv: readonly string[],
  terminal?: Terminal,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(argv, {
    cwd,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    terminal,
    year: 2026,
    env,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
};

/** A push without a recipe, which has just come into the schemas. */
export const NEW_PUSH: CatalogueEntry = {
  name: 'agentMoved',
  wire: 'ringcx',
  kind: 'push',
  about: 'Comes at times.',
  example: '{}',
};
