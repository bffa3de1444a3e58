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

/** The JSON object in a file; `undefined` where there is none, or no JSON. */
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

/** Why nothing can be put into a folder; `undefined` if it is empty, new, or only under git. */
export const issueOfFolder = (folder: string): string | undefined => {
  const stat = orNothing(() => statSync(folder));
  if (stat === undefined) return undefined;
  if (!stat.isDirectory()) return `${folder} is a file.`;
  const there = readdirSync(folder).find((name) => name !== '.git');
  return there === undefined
    ? undefined
    : `${folder} is not empty (there is ${there}), and nothing is overwritten.`;
};

/**
 * Writes files into a folder, which is made if need be. All at once, so that no Ctrl+C comes
 * between; where one cannot be written, those before are taken away again.
 *
 * @throws what the file system says; a file that is there already is not touched
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
