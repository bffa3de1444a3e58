import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { CodegenError } from '../errors.js';

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true;

/** A file in every folder of schemas that core publishes. */
const PUBLISHED = '@jackfield/core/schemas/meta/wire.schema.json';

/**
 * Returns the default folder of schemas: `schemas` in the current folder, or else that of the
 * installed @jackfield/core.
 *
 * @throws CodegenError `SCHEMAS_MISSING`
 */
export const findSchemas = async (cwd: string): Promise<string> => {
  const own = join(cwd, 'schemas');
  if (await isFolder(own)) return own;
  try {
    return dirname(dirname(createRequire(resolve(cwd, 'any.js')).resolve(PUBLISHED)));
  } catch {
    throw new CodegenError(
      'SCHEMAS_MISSING',
      `Expected a folder ${own}, or an installed @jackfield/core with schemas; found neither. Name the folder with --schemas.`,
    );
  }
};
