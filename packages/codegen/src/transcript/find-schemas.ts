import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { CodegenError } from '../errors.js';

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true;

/** A file that is in every folder of schemas which core publishes. */
const PUBLISHED = '@jackfield/core/schemas/meta/wire.schema.json';

/**
 * The folder of schemas for whoever names none: `schemas` in the working folder, or else what the
 * installed @jackfield/core brings.
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
      `${own} is not a folder, and no @jackfield/core with schemas is installed: name them with --schemas.`,
    );
  }
};
