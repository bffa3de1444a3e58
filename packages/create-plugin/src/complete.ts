import type { Answers } from './answers.js';
import { CreateError } from './create-error.js';
import type { Given } from './given.js';
import { bareName } from './names.js';
import { defaultFolder } from './monorepo.js';

/**
 * Completes the options with defaults, without asking.
 *
 * @throws CreateError that names a missing option
 */
export const complete = (given: Given, cwd: string): Answers => {
  const { name, folder, language = 'ts', wire = 'ringcx', requests = [], pushes = [] } = given;
  if (name === undefined) {
    throw new CreateError(
      'Expected a package name as the first argument, as in create-plugin acme-leads.',
    );
  }
  if (requests.length + pushes.length === 0) {
    throw new CreateError(
      'Expected at least one message: name requests with --requests, or pushes with --pushes.',
    );
  }
  return {
    name,
    folder: folder ?? defaultFolder(bareName(name), cwd),
    language,
    wire,
    requests,
    pushes,
  };
};
