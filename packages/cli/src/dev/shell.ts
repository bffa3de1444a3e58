import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli-error.js';
import { packageFolder } from '../package-folder.js';

/** The page and the widget, built from the playground's sources. */
export interface Shell {
  readonly folder: string;
  readonly page: string;
  readonly widget: string;
}

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
