import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../cli-error.js';
import { packageFolder } from '../package-folder.js';
import { readIfThere, readPackageJson } from '../plugin/package-json.js';
import { isMonorepo } from '../plugin/workspaces.js';
import { completedPackageJson, filesOf, newPackageJson, TSCONFIG } from './files.js';

/** The result of {@link newProtocol}. */
export interface NewProtocol {
  /** The folder of the package. */
  readonly folder: string;
  /** The files that were written, relative to it. */
  readonly files: readonly string[];
}

/**
 * Writes a protocol of one's own: in the package of a folder, in a new package of a monorepo, or else in a
 * new folder. No file is replaced.
 *
 * @throws CliError for a name that is not valid, and if a file is there already
 */
export async function newProtocol(name: string, cwd: string): Promise<NewProtocol> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new CliError(
      `Expected a name of lower-case letters, digits and hyphens, as acme-desk, received ${JSON.stringify(name)}.`,
    );
  }
  const around = await readPackageJson(cwd);
  const isRoot = around !== undefined && (await isMonorepo(cwd, around));
  const folder = isRoot
    ? join(cwd, 'packages', name)
    : around === undefined
      ? join(cwd, name)
      : cwd;
  const version = String((await readPackageJson(packageFolder()))?.version);
  const files = new Map(filesOf({ name, version }));
  if (!existsSync(join(folder, 'tsconfig.json'))) files.set('tsconfig.json', TSCONFIG);
  const there = [...files.keys()].filter((path) => existsSync(join(folder, path)));
  if (there.length > 0) {
    throw new CliError(
      `Expected none of these files in ${folder}: ${there.join(', ')}. None was written.`,
    );
  }
  const isNew = (await readPackageJson(folder)) === undefined;
  const own = isNew ? undefined : await readIfThere(join(folder, 'package.json'));
  files.set(
    'package.json',
    own === undefined ? newPackageJson({ name, version }) : completedPackageJson(own, version),
  );
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, files: [...files.keys()] };
}
