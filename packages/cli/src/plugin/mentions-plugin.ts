import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DEFINERS } from './definers.js';
import { readIfThere } from './package-json.js';
import { shippedPlugin } from './shipped-plugin.js';

/** An import of a package. */
const PACKAGE = /\b(?:from|import)\s*\(?\s*(['"])([^.'"/][^'"]*)\1/g;

const IMPORT = /\b(?:from|import)\s*\(?\s*(['"])(\.{1,2}\/[^'"]*)\1/g;

/** The name of a module that has `definePlugin`. */
const DEFINED = new RegExp(`['"](?:${Object.keys(DEFINERS).join('|')})['"]`);

/** Returns the files that an import may refer to: with its extension, TypeScript's, or none. */
const filesFor = (path: string): readonly string[] => [
  path.replace(/\.([cm]?)jsx?$/, '.$1ts'),
  path.replace(/\.[cm]?jsx?$/, '.tsx'),
  path,
  ...['.ts', '.tsx', '.js', '.mjs', '/index.ts', '/index.js'].map((ending) => path + ending),
];

/** A `definePlugin` of the package's own: it is for plugins of other packages. */
const DECLARED = /\b(?:function|const)\s+definePlugin\b/;

const findFile = async (path: string): Promise<string | undefined> => {
  for (const file of filesFor(path)) {
    if ((await stat(file).catch(() => undefined))?.isFile() === true) return file;
  }
  return undefined;
};

/**
 * Whether the sources reachable from `entry` by relative imports mention `definePlugin` and a module
 * that has it, or import an installed plugin package; not if they declare a `definePlugin` of their own. It searches their text, so that most packages need
 * not be parsed.
 */
export const mentionsPlugin = async (entry: string): Promise<boolean> => {
  const seen = new Set<string>([entry]);
  let named = false;
  let imported = false;
  for (const file of seen) {
    const text = (await readIfThere(file)) ?? '';
    if (DECLARED.test(text)) return false;
    named ||= /\bdefinePlugin\b/.test(text);
    imported ||= DEFINED.test(text);
    if (named && imported) return true;
    for (const [, , name] of text.matchAll(PACKAGE)) {
      if (shippedPlugin(name as string, dirname(file)) !== undefined) return true;
    }
    for (const [, , path] of text.matchAll(IMPORT)) {
      const next = await findFile(resolve(dirname(file), path as string));
      if (next !== undefined) seen.add(next);
    }
  }
  return false;
};
