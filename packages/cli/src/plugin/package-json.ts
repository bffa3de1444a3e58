import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isObject } from '@jackfield/plugin-kit/json';
import { CliError } from '../cli-error.js';

/** A package.json. Only the name and the version are checked. */
export interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly [member: string]: unknown;
}

/** Returns the text of a file; `undefined` if it does not exist. */
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

/** Editors on Windows may write a byte order mark. */
const parse = (text: string): unknown => JSON.parse(text.replace(/^\uFEFF/, ''));

/** Returns the package.json of an installed package; `undefined` if there is none, or it is not valid. */
export const installedPackageJson = (
  folder: string,
): Readonly<Record<string, unknown>> | undefined => {
  try {
    const json = parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Returns the package.json of a folder; `undefined` if there is none.
 *
 * @throws CliError if it is not a JSON object
 */
export const readPackageJson = async (folder: string): Promise<PackageJson | undefined> => {
  const file = join(folder, 'package.json');
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = parse(text);
  } catch (error) {
    throw new CliError(`${file} is not valid JSON: ${(error as Error).message}`);
  }
  if (!isObject(json)) {
    throw new CliError(`Expected an object in ${file}, received ${JSON.stringify(json)}.`);
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
 * Finds the nearest folder at or above `start` that has a package.json.
 *
 * @throws CliError if there is none
 */
export const nearestPackage = async (
  start: string,
): Promise<{ readonly folder: string; readonly json: PackageJson }> => {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const json = await readPackageJson(folder);
    if (json !== undefined) return { folder, json };
    if (folder === dirname(folder)) {
      throw new CliError(`Expected a package.json in ${start} or a folder above it, found none.`);
    }
  }
};
