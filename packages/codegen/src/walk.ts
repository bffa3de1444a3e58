import { isObject, step } from '@jackfield/plugin-kit/json';
import type { Json } from './json.js';
import { LISTS, MAPS, SINGLE } from './schema.js';

/**
 * Yields a schema and every schema within it, with pointers.
 *
 * It also yields invalid values at the places of schemas, for the checks to report. It does not
 * enter `examples`, `enum` or `const`, which contain values.
 */
export function* walkSchema(
  schema: Json | undefined,
  pointer = '',
): Generator<readonly [pointer: string, schema: Json | undefined]> {
  yield [pointer, schema];
  if (!isObject(schema)) return;
  for (const keyword of SINGLE) {
    if (keyword in schema) yield* walkSchema(schema[keyword], step(pointer, keyword));
  }
  for (const keyword of LISTS) {
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
      yield* walkSchema(sub, step(step(pointer, keyword), name));
    }
  }
}
