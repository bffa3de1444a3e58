import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { CliError } from './cli-error.js';

/** A folder of schemas that can be read until it is closed. */
export interface OpenSchemas {
  readonly folder: string;
  /** Removes the folder if it is temporary. */
  close(): Promise<void>;
}

/** More than the size of the schemas of any protocol. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Runs git and returns its output; `undefined` if it fails. */
const git = (args: readonly string[], input = ''): Promise<Buffer | undefined> =>
  new Promise((settle) => {
    const options = { encoding: 'buffer', maxBuffer: MAX_BYTES } as const;
    const child = execFile('git', args, options, (error, out) =>
      settle(error === null ? out : undefined),
    );
    // If git is missing or does not read its input, its exit reports the error.
    child.stdin?.on('error', () => undefined).end(input);
  });

interface Blob {
  readonly id: string;
  readonly path: string;
}

/** Lists the JSON files of a tree. Symbolic links are skipped. */
const blobsOf = async (tree: string): Promise<readonly Blob[] | undefined> => {
  const list = await git(['ls-tree', '-r', '-z', '--full-tree', tree]);
  return list
    ?.toString()
    .split('\0')
    .flatMap((line) => {
      const [, id, path] = /^100\d+ blob ([0-9a-f]+)\t(.+\.json)$/s.exec(line) ?? [];
      // A malicious tree can contain paths that lead out of it.
      const leaves = path?.split('/').includes('..') !== false;
      return id === undefined || path === undefined || leaves ? [] : [{ id, path }];
    });
};

/** Reads `git cat-file --batch`, which prints for each object: a line with its size, its bytes, a line end. */
const contentsOf = async (blobs: readonly Blob[]): Promise<readonly Buffer[]> => {
  const out = await git(['cat-file', '--batch'], blobs.map(({ id }) => `${id}\n`).join(''));
  if (out === undefined) throw new CliError('git cat-file --batch failed.');
  let at = 0;
  return blobs.map(() => {
    const start = out.indexOf('\n', at) + 1;
    const size = Number(out.toString('latin1', at, start).trim().split(' ').at(-1));
    at = start + size + 1;
    return out.subarray(start, start + size);
  });
};

/** Returns a folder of this checkout as a path relative to the repository's root. */
const belowRoot = async (folder: string): Promise<string> => {
  const prefix = (await git(['rev-parse', '--show-prefix']))?.toString().trim() ?? '';
  const path = relative(process.cwd(), resolve(folder)).split(sep).join('/');
  return posix.join(prefix, path).replace(/^\.?\/?/, '');
};

/**
 * Opens the schemas that a command line argument names: a folder or, if there is no such folder, a
 * git revision. In `REVISION:PATH`, the path is relative to the repository's root.
 *
 * @param schemas - the folder in this checkout to read from a revision without a path
 */
export const schemasAt = async (word: string, schemas: string): Promise<OpenSchemas> => {
  const found = await stat(word).catch(() => undefined);
  if (found?.isDirectory() === true) return { folder: word, close: () => Promise.resolve() };

  const [, revision = '', path] = /^([^:]*)(?::(.*))?$/s.exec(word) ?? [];
  // The suffix prevents an argument such as `--all` from becoming an option of git.
  const commit = await git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  if (commit === undefined) {
    throw new CliError(`Expected a folder or a git revision, received "${word}".`);
  }
  const place = path ?? (await belowRoot(schemas));
  const blobs = await blobsOf(`${commit.toString().trim()}:${place}`);
  if (blobs === undefined) {
    throw new CliError(`Expected a folder "${place}" at revision ${revision}, found none.`);
  }
  const contents = await contentsOf(blobs);
  const folder = await mkdtemp(join(tmpdir(), 'jackfield-schemas-'));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    for (const [index, blob] of blobs.entries()) {
      const file = join(folder, blob.path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, contents[index] as Buffer);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { folder, close };
};
