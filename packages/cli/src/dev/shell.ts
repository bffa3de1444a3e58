import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliError } from '../cli-error.js';

/** The page and the widget, built from the playground's sources. */
export interface Shell {
  readonly folder: string;
  readonly page: string;
  readonly widget: string;
}

/** Returns this package's folder, for the source and for the built code. */
const packageFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
};

export const readShell = (): Shell => {
  const folder = join(packageFolder(), 'dist/shell');
  const read = (name: string): string => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      throw new CliError(`Cannot read ${join(folder, name)}: build @jackfield/cli first.`);
    }
  };
  return { folder, page: read('dev.html'), widget: read('widget.html') };
};
