import type { Options } from 'ajv';
import { byText } from './json.js';
import { mapSubschemas, type Schema } from './schema.js';

/** Keywords that validate. All others are taken off before compiling: they would only be carried along. */
const VALIDATING = [
  '$ref',
  'type',
  'required',
  'properties',
  'additionalProperties',
  'propertyNames',
  'items',
  'enum',
  'const',
  'allOf',
  'anyOf',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
] as const satisfies readonly (keyof Schema)[];

/**
 * How validators judge, wherever this package compiles them.
 *
 * `strictNumbers` is off since a widget may send NaN; nothing here may change what is validated.
 */
export const JUDGEMENT: Options = {
  allErrors: true,
  allowUnionTypes: true,
  inlineRefs: false,
  // Ajv's loop over many values would load a function of its own at run time.
  loopEnum: Infinity,
  strictNumbers: false,
  strictTypes: false,
};

const plainType = (schema: Schema): string =>
  typeof schema.type === 'string' && Object.keys(schema).length === 1 ? schema.type : '~';

/** Members of one plain type side by side, so that their checks can be folded into one. */
const plainFirst = (schema: Schema): Schema => {
  if (schema.properties === undefined) return schema;
  const members = Object.entries(schema.properties);
  members.sort(([, a], [, b]) => byText(plainType(a), plainType(b)));
  return { ...schema, properties: Object.fromEntries(members) };
};

/** The schema as a validator reads it. */
export const strip = (schema: Schema): Schema => {
  const kept = Object.fromEntries(
    VALIDATING.flatMap((keyword) =>
      schema[keyword] === undefined ? [] : [[keyword, schema[keyword]]],
    ),
  ) as Schema;
  const stripped = plainFirst(mapSubschemas(kept, strip));
  const [only, ...others] = stripped.allOf ?? [];
  const alone = others.length === 0 && Object.keys(stripped).length === 1;
  return alone && only?.$ref !== undefined ? only : stripped;
};

/** Whether any value at all is valid. */
export const acceptsAll = (schema: Schema): boolean => Object.keys(strip(schema)).length === 0;
