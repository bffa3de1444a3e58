import { isObject } from '@jackfield/plugin-kit/json';
import type { Json } from './json.js';
import { LISTS, MAPS, SINGLE } from './schema.js';

/** How deep JSON, and the schemas in it, may nest. Parsers and compilers fail at a few times as much. */
export const MAX_NESTING = { json: 1300, schemas: 600 } as const;

/** Whether the brackets in a text nest too deep. It is not parsed: a parser may fail. */
export const isTextTooDeep = (text: string): boolean => {
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
    if (depth > MAX_NESTING.json) return true;
  }
  return false;
};

/** Whether schemas nest too deep within a file. */
export const isSchemaTooDeep = (json: Json | undefined): boolean => {
  const open: [schema: unknown, depth: number][] = [[json, 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [schema, depth] = next;
    if (depth > MAX_NESTING.schemas) return true;
    if (!isObject(schema)) continue;
    const subs = [
      ...SINGLE.map((keyword) => schema[keyword]),
      ...LISTS.flatMap((keyword) => schema[keyword]),
      ...MAPS.flatMap((keyword) => Object.values(isObject(schema[keyword]) ? schema[keyword] : {})),
    ];
    for (const sub of subs) open.push([sub, depth + 1]);
  }
  return false;
};
