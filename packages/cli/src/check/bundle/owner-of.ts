import { dirname, relative, sep } from 'node:path';
import { readPackageJson } from '../../plugin/package-json.js';

/** The package that a file belongs to. */
export interface Owner {
  readonly name: string;
  readonly isDependency: boolean;
}

const isBelow = (folder: string, file: string): boolean => {
  const path = relative(folder, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`);
};

/**
 * Returns the owner of a bundled file: the package in `folder` itself, with the file's path as the
 * name, or a dependency (installed, or another workspace), with the package's name.
 */
export const ownerOf = async (folder: string, file: string): Promise<Owner> => {
  const parts = file.split(sep);
  const modules = parts.lastIndexOf('node_modules');
  if (modules >= 0) {
    const count = parts[modules + 1]?.startsWith('@') === true ? 2 : 1;
    return { name: parts.slice(modules + 1, modules + 1 + count).join('/'), isDependency: true };
  }
  if (isBelow(folder, file)) {
    return { name: relative(folder, file).split(sep).join('/'), isDependency: false };
  }
  for (let at = dirname(file); at !== dirname(at); at = dirname(at)) {
    const name = (await readPackageJson(at))?.name;
    if (name !== undefined) return { name, isDependency: true };
  }
  return { name: file, isDependency: true };
};
