import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { GenerateOptions } from '@jackfield/codegen';
import { isObject } from '@jackfield/plugin-kit/json';
import { readPackageJson } from '../plugin/package-json.js';

/** How to generate a folder's code from its schemas. */
export type SchemaJob =
  /** By `jackfield generate`, with the options in a script of its package.json. */
  | { readonly folder: string; readonly generate: GenerateOptions }
  /** By running its script `generate`. */
  | { readonly folder: string; readonly schemas: string };

const WORDS = /"([^"]*)"|'([^']*)'|(\S+)/g;

const OPTIONS = {
  schemas: { type: 'string', default: 'schemas' },
  out: { type: 'string', default: 'src/generated' },
  docs: { type: 'string' },
  spec: { type: 'string' },
  kit: { type: 'string' },
  'types-module': { type: 'string' },
  wire: { type: 'string' },
} as const;

/** Returns the arguments of each `jackfield generate` in a script that has no --check. */
const argumentsIn = (script: string): readonly (readonly string[])[] =>
  script.split(/&&|\|\||;/).flatMap((part) => {
    const rest = /\bjackfield\s+generate(?=\s|$)(.*)$/.exec(part.trim())?.[1];
    if (rest === undefined || /--check\b/.test(rest)) return [];
    const words = [...rest.matchAll(WORDS)];
    return [words.map(([, double, single, bare]) => String(double ?? single ?? bare))];
  });

const optionsIn = (folder: string, words: readonly string[]): GenerateOptions => {
  const { values } = parseArgs({
    args: [...words],
    options: { ...OPTIONS, watch: { type: 'boolean' } },
    strict: false,
  });
  const text = (name: keyof typeof OPTIONS): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const path = (name: keyof typeof OPTIONS): string | undefined => {
    const value = text(name);
    return value === undefined ? undefined : resolve(folder, value);
  };
  return {
    schemas: path('schemas') as string,
    out: path('out') as string,
    docs: path('docs'),
    spec: path('spec'),
    kit: path('kit'),
    typesModule: text('types-module'),
    wire: text('wire'),
  };
};

/**
 * Returns how to generate a package's code: once for each wire that its script generates. Empty
 * if it has no schemas or no script for them.
 */
export const schemaJobsOf = async (folder: string): Promise<readonly SchemaJob[]> => {
  const json = await readPackageJson(folder);
  const scripts = isObject(json?.['scripts']) ? json['scripts'] : {};
  for (const script of Object.values(scripts)) {
    const calls = typeof script === 'string' ? argumentsIn(script) : [];
    if (calls.length > 0)
      return calls.map((words) => ({ folder, generate: optionsIn(folder, words) }));
  }
  const schemas = join(folder, 'schemas');
  const hasScript = typeof scripts['generate'] === 'string';
  return hasScript && existsSync(schemas) ? [{ folder, schemas }] : [];
};
