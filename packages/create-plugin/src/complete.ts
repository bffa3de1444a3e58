import type { Answers } from './answers.js';
import { CreateError } from './create-error.js';
import type { Given } from './given.js';
import { bareName } from './names.js';
import { usualFolder } from './monorepo.js';

/**
 * What the command line decides where nobody is asked.
 *
 * @throws CreateError that names what is missing
 */
export const complete = (given: Given, cwd: string): Answers => {
  const { name, folder, language = 'ts', requests = [], pushes = [] } = given;
  if (name === undefined) {
    throw new CreateError(
      'The name is missing, and nobody can be asked: give it first, as in create-plugin acme-leads.',
    );
  }
  if (requests.length + pushes.length === 0) {
    throw new CreateError(
      'The plugin would handle nothing: name what it answers by --requests, or what it listens to by --pushes.',
    );
  }
  return { name, folder: folder ?? usualFolder(bareName(name), cwd), language, requests, pushes };
};
