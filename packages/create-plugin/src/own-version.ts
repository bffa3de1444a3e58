import { fileURLToPath } from 'node:url';
import { readJson } from './disk.js';

/** Returns the version of this package, which all packages of a release share. */
export const ownVersion = (): string =>
  String(readJson(fileURLToPath(new URL('../package.json', import.meta.url)))?.['version']);
