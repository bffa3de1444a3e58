import { isObject, step } from '@jackfield/plugin-kit/json';
import type { Json } from './json.js';
import { LISTS, MAPS, SINGLE } from './schema.js';

/** Keywords of files beside those of {@link Schema}: `items` of a tuple, and what follows them. */
export const SINGLE_OF_FILES: readonly string[] = [...SINGLE, 'additionalItems'];
export const LISTS_OF_FILES: readonly string[] = [...LISTS, 'items'];

/**
 * Yields a schema and every schema within it, with pointers: of a file, or of the model.
 *
 * It also yields invalid values at the places of schemas, for the checks to report. It does not
 * enter `examples`, `enum` or `const`, which contain values, nor definitions: references lead there.
 */
export function* walkSchema(
  schema: Json | undefined,
  pointer = '',
): Generator<readonly [pointer: string, schema: Json | undefined]> {
  yield [pointer, schema];
  if (!isObject(schema)) return;
  for (const keyword of SINGLE_OF_FILES) {
    const sub = schema[keyword];
    const isTuple = keyword === 'items' && Array.isArray(sub);
    if (keyword in schema && !isTuple) yield* walkSchema(sub, step(pointer, keyword));
  }
  for (const keyword of LISTS_OF_FILES) {
    const list = schema[keyword];
    if (!Array.isArray(list)) continue;
    for (const [index, sub] of (list as readonly Json[]).entries()) {
      yield* walkSchema(sub, step(step(pointer, keyword), index));
    }
  }
  for (const keyword of MAPS) {
    const map = schema[keyword];
    if (!isObject(map)) continue;
    for (const [name, sub] of Object.entries(map)) {
      // A list of names in `dependencies` is not a schema.
      if (keyword === 'dependencies' && Array.isArray(sub)) continue;
      yield* walkSchema(sub, step(step(pointer, keyword), name));
    }
  }
}
