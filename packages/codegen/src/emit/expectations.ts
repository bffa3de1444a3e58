import { isObject } from '@jackfield/plugin-kit/json';
import { acceptsAll } from '../ajv-options.js';
import { FORMATS } from '@jackfield/plugin-kit/formats';
import type { Json } from '../json.js';
import { isNever, type Schema } from '../schema.js';
import { walkSchema } from '../walk.js';

/** What was expected, for the keywords that name it badly: TypeScript that may read `limit`. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['oneOf', '`a value that matches exactly one of ${String(limit)} schemas`'],
  ['not', "'no value of this kind'"],
  ['additionalProperties', "'no member of this name'"],
  ['propertyNames', "'allowed names of members'"],
  ['minProperties', '`${String(limit)} or more members`'],
  ['maxProperties', '`${String(limit)} or fewer members`'],
  ['additionalItems', '`${String(limit)} or fewer items`'],
  ['contains', "'an item of the kind that must be there'"],
  ['uniqueItems', "'unique items'"],
  ['multipleOf', '`a multiple of ${String(limit)}`'],
  ['exclusiveMinimum', '`a number above ${String(limit)}`'],
  ['exclusiveMaximum', '`a number below ${String(limit)}`'],
]);

/** Yields the keywords for which a schema of the model has issues that need words, and its formats. */
function* reported(schema: Schema): Generator<string> {
  for (const [pointer, value] of walkSchema(schema as unknown as Json)) {
    if (!isObject(value)) continue;
    const sub = value as Schema;
    const isClosed = sub.additionalProperties !== undefined && isNever(sub.additionalProperties);
    if (isClosed) yield 'additionalProperties';
    const isEnded = sub.items !== undefined && isNever(sub.items) && sub.prefixItems !== undefined;
    if (isEnded) yield 'additionalItems';
    if (sub.format !== undefined) yield sub.format;
    const isOfParent = isNever(sub) && /\/(?:additionalProperties|items)$/.test(pointer);
    for (const keyword of Object.keys(sub)) {
      if (keyword === 'additionalProperties' || (keyword === 'not' && isOfParent)) continue;
      if (keyword === 'propertyNames' && acceptsAll(sub.propertyNames as Schema)) continue;
      if (WORDS.has(keyword)) yield keyword;
    }
  }
}

/** The lines of generated code that describe the keywords and formats of schemas, in a stable order. */
export const expectations = (schemas: readonly Schema[]): readonly string[] => {
  const used = new Set(schemas.flatMap((schema) => [...reported(schema)]));
  return [
    ...[...WORDS].flatMap(([keyword, words]) =>
      used.has(keyword) ? [`if (keyword === '${keyword}') return ${words};`] : [],
    ),
    ...[...FORMATS].flatMap(([name, { words }]) =>
      used.has(name) ? [`if (keyword === 'format' && limit === '${name}') return '${words}';`] : [],
    ),
  ];
};
