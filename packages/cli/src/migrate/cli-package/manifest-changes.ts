import { posix } from 'node:path';
import type { Edit } from '../edit.js';
import type { Manifest, ManifestEntry } from '../manifest.js';
import { movedRange, type Version } from '../version.js';

const OLD = '@jackfield/codegen';
const NEW = '@jackfield/cli';

/** What the code and the commands that a package.json answers for need. */
export interface Needs {
  /** The command, or `main`. */
  readonly cli: boolean;
  /** The functions that stay. */
  readonly codegen: boolean;
}

/** Its entry of the old package, in each kind of dependencies. */
export const oldEntries = ({ dependencies }: Manifest): readonly ManifestEntry[] =>
  [...dependencies.values()].flat().filter(({ key }) => key.value === OLD);

/** Whether `path` is in the folder of `manifest`. */
export const isBelow = (path: string, manifest: Manifest): boolean => {
  const folder = posix.dirname(manifest.path);
  return folder === '.' || path.startsWith(`${folder}/`);
};

/** A line for the new package before that of the old one, written as that one is. */
const beside = (text: string, { key, value }: ManifestEntry, range: string): Edit => {
  const start = key.start - 1;
  const gap = /\s*$/.exec(text.slice(0, start))?.[0] ?? '';
  const middle = text.slice(key.end + 1, value.start - 1);
  return { start, end: start, text: `"${NEW}"${middle}"${range}",${gap === '' ? ' ' : gap}` };
};

/** The dependencies of a package.json: the command's package in place of the old one, or beside it. */
export const manifestChanges = (
  manifest: Manifest,
  needs: Needs,
  target: Version,
): readonly Edit[] => {
  const all = [...manifest.dependencies.values()].flat();
  const hasNew = all.some(({ key }) => key.value === NEW);
  return oldEntries(manifest).flatMap((entry): readonly Edit[] => {
    if (!needs.codegen && !hasNew) return [{ ...entry.key, text: NEW }];
    if (!needs.cli || hasNew) return [];
    const range = entry.value.value;
    return [beside(manifest.text, entry, movedRange(range, target) ?? range)];
  });
};
