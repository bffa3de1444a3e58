import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '@jackfield/plugin-kit/json';
import type { PackageJson } from './package-json.js';

const isFile = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isFile() === true;

const SCRIPT = /(?<!\.d)\.[cm]?[jt]sx?$/;
const BUILT = /^(\.\/)?(dist|build|out|esm|cjs)\//;

/** Flattens the conditions of an export, in their order, each with its target. */
const targetsOf = (
  entry: unknown,
  condition = '',
): readonly (readonly [condition: string, target: string])[] => {
  if (typeof entry === 'string') return [[condition, entry]];
  if (Array.isArray(entry)) return entry.flatMap((each) => targetsOf(each, condition));
  if (!isObject(entry)) return [];
  return Object.entries(entry).flatMap(([name, inner]) => targetsOf(inner, name));
};

/** Returns the main entry of `exports`. */
const mainExport = (exports: unknown): unknown => {
  if (!isObject(exports)) return exports;
  return Object.keys(exports).some((key) => key.startsWith('.')) ? exports['.'] : exports;
};

/** Returns possible sources of a built file: `src/index.ts` for `dist/index.js`. */
const sourcesOf = (target: string): readonly string[] => {
  const bare = target.replace(/^\.\//, '').replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
  const name = bare.replace(/^(dist|build|out|lib|esm|cjs)\/(esm\/|cjs\/|src\/)?/, '');
  return ['src', 'source', '.'].flatMap((folder) =>
    ['ts', 'tsx', 'mts', 'js', 'mjs', 'jsx'].map((ending) => join(folder, `${name}.${ending}`)),
  );
};

/** The entries to try if a package has neither `exports` nor `main`. */
const DEFAULT_ENTRIES: readonly string[] = [
  'src/index.ts',
  'index.ts',
  'src/index.js',
  'index.js',
].flatMap((path) => [path, path.replace(/(.)s$/, 'm$1s')]);

/**
 * Returns the source file of a package's main entry, absolute: the file that a condition such as
 * `@jackfield/source` names, or else the source of a built file, or else the entry itself if it is
 * not built. `undefined` if there is only built code.
 */
export const entrySource = async (
  folder: string,
  json: PackageJson,
): Promise<string | undefined> => {
  const targets = targetsOf(mainExport(json['exports']));
  const entries = [
    ...targets.map(([, target]) => target),
    ...[json['source'], json['module'], json['main']].filter(
      (target): target is string => typeof target === 'string',
    ),
  ];
  const scripts = entries.filter((target) => SCRIPT.test(target));
  const isTypeScript = (path: string): boolean => /\.[cm]?tsx?$/.test(path);
  const candidates = [
    ...scripts.filter((path) => isTypeScript(path) && !BUILT.test(path)),
    ...entries.flatMap(sourcesOf),
    ...scripts.filter((path) => !BUILT.test(path)),
    ...(entries.length === 0 ? DEFAULT_ENTRIES : []),
  ];
  for (const candidate of candidates) {
    const file = join(folder, candidate);
    if (!candidate.endsWith('.d.ts') && (await isFile(file))) return file;
  }
  return undefined;
};
