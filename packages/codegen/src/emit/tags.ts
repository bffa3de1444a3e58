import { createTagFinder, type FindTag } from '@jackfield/plugin-kit/union-tags';
import { strip } from '../ajv-options.js';
import type { Definition } from '../model.js';
import type { Schema } from '../schema.js';

/** Returns the function that finds the tags of unions, among these definitions. */
export const tagFinder = (definitions: readonly Definition[]): FindTag<Schema> => {
  const schemas = new Map(definitions.map(({ title, schema }) => [title, schema]));
  return createTagFinder(
    (title) => schemas.get(title),
    (schema) => Object.keys(strip(schema)),
  );
};
