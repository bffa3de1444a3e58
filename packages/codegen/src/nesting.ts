import { isObject } from '@jackfield/plugin-kit/json';
import type { Json } from './json.js';
import { MAPS } from './schema.js';
import { LISTS_OF_FILES, SINGLE_OF_FILES } from './walk.js';

/** How deep JSON, and the schemas in it, may nest. Parsers and compilers fail at a few times as much. */
export const MAX_NESTING = { json: 1300, schemas: 600 } as const;

/** Whether the brackets in a text nest deeper than this. It is not parsed: a parser may fail. */
export const isDeeper = (text: string, limit: number): boolean => {
  let depth = 0;
  let inString = false;
  let escaped = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > limit) return true;
  }
  return false;
};

/**
 * Yields a schema and those within it, with how deep each nests. Validators nest each alternative of
 * `anyOf` in the one before it.
 */
export function* levelsOf(
  json: Json | undefined,
): Generator<readonly [schema: unknown, depth: number]> {
  const open: [schema: unknown, depth: number][] = [[json, 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    const [schema, depth] = next;
    if (!isObject(schema)) continue;
    for (const keyword of SINGLE_OF_FILES) open.push([schema[keyword], depth + 1]);
    for (const keyword of LISTS_OF_FILES) {
      if (!Array.isArray(schema[keyword])) continue;
      const nested = keyword === 'anyOf' ? 1 : 0;
      [schema[keyword]].flat().forEach((sub, index) => {
        open.push([sub, depth + 1 + nested * index]);
      });
    }
    for (const keyword of MAPS) {
      const map = schema[keyword];
      for (const sub of isObject(map) ? Object.values(map) : []) open.push([sub, depth + 1]);
    }
  }
}

/** Whether schemas nest too deep within a file. */
export const isSchemaTooDeep = (json: Json | undefined): boolean => {
  for (const [, depth] of levelsOf(json)) if (depth > MAX_NESTING.schemas) return true;
  return false;
};
