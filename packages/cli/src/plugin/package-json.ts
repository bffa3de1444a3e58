import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isObject } from '@jackfield/plugin-kit/json';
import { CliError } from '../cli-error.js';

/** What is read of a package.json; whatever else it holds is there too. */
export interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly [member: string]: unknown;
}

/** The text of a file; `undefined` where there is none. */
export const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
};

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/**
 * The package.json of a folder; `undefined` where there is none.
 *
 * @throws CliError where it is no JSON object
 */
export const readPackageJson = async (folder: string): Promise<PackageJson | undefined> => {
  const file = join(folder, 'package.json');
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CliError(`${file} is no JSON: ${(error as Error).message}`);
  }
  if (!isObject(json)) {
    throw new CliError(`${file}: expected an object, received ${JSON.stringify(json)}.`);
  }
  const { name, version, ...rest } = json;
  const texts = { name: asText(name), version: asText(version) };
  return {
    ...(texts.name !== undefined && { name: texts.name }),
    ...(texts.version !== undefined && { version: texts.version }),
    ...rest,
  };
};

/**
 * The folder at or above `start` that has a package.json.
 *
 * @throws CliError where there is none
 */
export const nearestPackage = async (
  start: string,
): Promise<{ readonly folder: string; readonly json: PackageJson }> => {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const json = await readPackageJson(folder);
    if (json !== undefined) return { folder, json };
    if (folder === dirname(folder)) {
      throw new CliError(`There is no package.json in ${start}, nor above it.`);
    }
  }
};
