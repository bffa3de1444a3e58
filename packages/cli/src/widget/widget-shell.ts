import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireName } from '@jackfield/testing/served';
import { CliError } from '../cli-error.js';
import { packageFolder } from '../package-folder.js';
import { type Asset, SCRIPT } from './respond.js';

/** The files that `jackfield widget` serves. */
export interface WidgetShell {
  /** The page of the control panel. */
  readonly control: string;
  /** What the control panel's page loads, by path. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** The scripts of frames and pages, by name. */
  script(name: 'app' | 'attack' | 'page' | `${WireName}-adapter`): string;
}

const TYPES: Readonly<Record<string, string>> = {
  js: SCRIPT,
  css: 'text/css; charset=utf-8',
};

/** Reads the files that the build of this package has made. */
export function readWidgetShell(): WidgetShell {
  const folder = join(packageFolder(), 'dist/shell');
  try {
    const assets = readdirSync(join(folder, '@jackfield')).flatMap((name) => {
      const type = TYPES[name.split('.').at(-1) ?? ''];
      if (type === undefined) return [];
      const body = readFileSync(join(folder, '@jackfield', name));
      return [[`/@jackfield/${name}`, { type, body }] as const];
    });
    return {
      control: readFileSync(join(folder, 'control.html'), 'utf8'),
      assets: new Map(assets),
      script: (name) => readFileSync(join(folder, 'widget', `${name}.js`), 'utf8'),
    };
  } catch {
    throw new CliError(`Cannot read ${folder}: build @jackfield/cli first.`);
  }
}
