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

/** The length of a chain of references that Ajv compiles at once: it does so recursively. */
const CHAIN = 8;

/**
 * Returns the ids of the schemas that Ajv has to compile before others, in this order, because long
 * chains of references lead to them. There are none in most protocols.
 */
export const compiledFirst = (
  schemas: ReadonlyMap<string, Schema>,
  refsOf: (schema: Schema) => readonly string[],
): readonly string[] => {
  const heights = new Map<string, number>();
  const heightOf = (id: string): number => {
    const known = heights.get(id);
    if (known !== undefined) return known;
    // A definition that contains itself, until its height is known.
    heights.set(id, 0);
    const schema = schemas.get(id);
    const height =
      schema === undefined ? 0 : Math.max(0, ...refsOf(schema).map((ref) => heightOf(ref) + 1));
    heights.set(id, height);
    return height;
  };
  return [...schemas.keys()]
    .filter((id) => heightOf(id) > 0 && heightOf(id) % CHAIN === 0)
    .sort((a, b) => heightOf(a) - heightOf(b));
};
