import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code;

const orNothing = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
};

/** Returns the JSON object in a file; `undefined` if it does not exist or is not valid JSON. */
export const readJson = (path: string): Readonly<Record<string, unknown>> | undefined => {
  const text = orNothing(() => readFileSync(path, 'utf8'));
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null
      ? (json as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};

export const isThere = (path: string): boolean => orNothing(() => statSync(path)) !== undefined;

/** Returns why a folder cannot be used; `undefined` if it is missing, empty, or has only `.git`. */
export const issueOfFolder = (folder: string): string | undefined => {
  const stat = orNothing(() => statSync(folder));
  if (stat === undefined) return undefined;
  if (!stat.isDirectory()) return `Expected a folder, received the file ${folder}.`;
  const there = readdirSync(folder).find((name) => name !== '.git');
  return there === undefined
    ? undefined
    : `${folder} is not empty (it contains ${there}). Choose an empty folder: files are not overwritten.`;
};

/**
 * Writes files to a folder, and creates it if necessary. It is synchronous, so that Ctrl+C cannot
 * interrupt it; if a file cannot be written, the files before it are removed.
 *
 * @throws errors of the file system; existing files are not overwritten
 */
export const writeFiles = (folder: string, files: ReadonlyMap<string, string>): void => {
  const made: string[] = [];
  const makeFolder = (path: string): void => {
    const first = mkdirSync(path, { recursive: true });
    if (first !== undefined) made.push(first);
  };
  try {
    for (const [name, text] of files) {
      const path = join(folder, name);
      makeFolder(dirname(path));
      writeFileSync(path, text, { flag: 'wx' });
      made.push(path);
    }
  } catch (error) {
    for (const path of made.reverse()) rmSync(path, { recursive: true, force: true });
    throw error;
  }
};
