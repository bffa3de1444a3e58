import type { Options } from 'ajv';
import { byText } from './json.js';
import { mapSubschemas, type Schema } from './schema.js';

/** Keywords that validate. All others are removed before compiling. */
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
 * The options of Ajv for all validators of this package.
 *
 * `strictNumbers` is off because a widget may send NaN. No option may change the validated value.
 */
export const AJV_OPTIONS: Options = {
  allErrors: true,
  allowUnionTypes: true,
  inlineRefs: false,
  ownProperties: true,
  strictNumbers: false,
  strictTypes: false,
};

const plainType = (schema: Schema): string =>
  typeof schema.type === 'string' && Object.keys(schema).length === 1 ? schema.type : '~';

/** Groups members of one plain type, so that their checks can be merged. */
const plainFirst = (schema: Schema): Schema => {
  if (schema.properties === undefined) return schema;
  const members = Object.entries(schema.properties);
  members.sort(([, a], [, b]) => byText(plainType(a), plainType(b)));
  return { ...schema, properties: Object.fromEntries(members) };
};

/** Removes the keywords that do not validate. */
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
