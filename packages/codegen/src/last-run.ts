import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Generated } from './generate.js';

const hashOf = (text: string | Buffer): string =>
  createHash('sha256').update(text).digest('base64');

/** A file by its path, with the hash of its content; `''` if it cannot be read. */
type Stamp = readonly [path: string, hash: string];

const stampOf = async (path: string): Promise<Stamp> => [
  path,
  await readFile(path).then(hashOf, () => ''),
];

const stampsOf = (paths: readonly string[]): Promise<readonly Stamp[]> =>
  Promise.all([...paths].sort().map(stampOf));

/** What a run has returned. */
type Result = Pick<Generated, 'files' | 'warnings'>;

/** What a run has read, written and returned. */
interface LastRun extends Result {
  readonly inputs: readonly Stamp[];
  readonly outputs: readonly Stamp[];
}

/** The generator itself: another version generates other files. `undefined` if it runs from its source. */
const generatorId = async (): Promise<string | undefined> => {
  const own = fileURLToPath(import.meta.url);
  if (own.endsWith('.ts')) return undefined;
  const folder = dirname(own);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js')).sort();
  const files = await Promise.all(
    names.map(async (name) => [name, (await stat(join(folder, name))).mtimeMs]),
  );
  return hashOf(JSON.stringify([folder, files]));
};

/** The folder for what tools may forget: in the nearest node_modules. */
const cacheFolder = (): string | undefined => {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) return join(modules, '.cache/jackfield');
    if (folder === dirname(folder)) return undefined;
  }
};

const inputsOf = async (schemas: string): Promise<readonly Stamp[]> => {
  const names = await readdir(schemas, { recursive: true }).catch(() => []);
  return stampsOf(
    names.filter((name) => name.endsWith('.json')).map((name) => join(schemas, name)),
  );
};

/** Remembers runs by their options. */
export interface Runs {
  /** Returns the last run if its inputs and outputs are as they were. */
  last(): Promise<Result | undefined>;
  /** Remembers what this run has returned, and written to these paths. */
  remember(result: Result, paths: readonly string[]): Promise<void>;
}

/**
 * Remembers what was generated from a folder of schemas with some options, so that a run without a change
 * takes no time.
 */
export const runsOf = async (schemas: string, options: object): Promise<Runs> => {
  const [folder, id] = [cacheFolder(), await generatorId()];
  if (folder === undefined || id === undefined)
    return { last: () => Promise.resolve(undefined), remember: () => Promise.resolve() };
  const name = hashOf(JSON.stringify([id, resolve(schemas), process.cwd(), options]));
  const path = join(folder, `${name.replaceAll(/[^\w]/g, '_')}.json`);
  // Before the run: a file that changes meanwhile is an input of the next one.
  const inputs = await inputsOf(schemas);
  return {
    async last() {
      try {
        const run = JSON.parse(await readFile(path, 'utf8')) as LastRun;
        const outputs = await stampsOf(run.outputs.map(([output]) => output));
        const isSame =
          JSON.stringify([run.inputs, run.outputs]) === JSON.stringify([inputs, outputs]);
        return isSame ? run : undefined;
      } catch {
        return undefined;
      }
    },
    async remember(result, paths) {
      const run: LastRun = { inputs, outputs: await stampsOf(paths), ...result };
      // It only saves time.
      await mkdir(folder, { recursive: true })
        .then(() => writeFile(path, JSON.stringify(run)))
        .catch(() => undefined);
    },
  };
};
