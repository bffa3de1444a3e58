import { mapSubschemas, type Schema } from './schema.js';

/** How deep a schema may be, without those that it refers to. */
const MAX_DEPTH = 24;

/**
 * Replaces the deep parts of a schema by references to definitions, which `define` names: validators,
 * compilers and formatters cannot nest any deeper.
 */
export const splitDeep = (schema: Schema, define: (inner: Schema) => string): Schema => {
  const visit = (sub: Schema, depth: number): Schema =>
    depth < MAX_DEPTH || sub.$ref !== undefined
      ? mapSubschemas(sub, (inner) => visit(inner, depth + 1))
      : { $ref: define(visit(sub, 0)) };
  return visit(schema, 0);
};
