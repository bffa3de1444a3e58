import type { Ajv, Options, SchemaValidateFunction, ValidateFunction } from 'ajv';
import { FORMATS } from '@jackfield/plugin-kit/formats';
import { byText } from './json.js';
import { asDraft07, isNever, mapSubschemas, type Schema } from './schema.js';

/** Keywords that validate. All others are removed before compiling. */
export const VALIDATING: readonly (keyof Schema)[] = [
  '$ref',
  'type',
  'required',
  'properties',
  'additionalProperties',
  'propertyNames',
  'patternProperties',
  'dependencies',
  'prefixItems',
  'items',
  'contains',
  'enum',
  'const',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'format',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'uniqueItems',
  'minProperties',
  'maxProperties',
];

/**
 * The options of Ajv for all validators of this package.
 *
 * None is strict: a widget may send NaN, and the checks have accepted the schemas. No option may change
 * the validated value.
 */
export const AJV_OPTIONS: Options = {
  allErrors: true,
  allowUnionTypes: true,
  inlineRefs: false,
  ownProperties: true,
  strict: false,
  logger: false,
  multipleOfPrecision: 9,
  formats: Object.fromEntries([...FORMATS].map(([name, { pattern }]) => [name, pattern])),
};

/**
 * Lets Ajv compile what a reference leads to when a value is validated, and not before: it compiles
 * recursively, and a chain of references may be long.
 */
export const compileLazily = (ajv: Ajv): Ajv => {
  const validate: SchemaValidateFunction = (title: string, data: unknown, _parent, context) => {
    const target = ajv.getSchema(title) as ValidateFunction;
    const isValid = target(data, context);
    validate.errors = target.errors ?? [];
    return isValid;
  };
  ajv.removeKeyword('$ref');
  ajv.addKeyword({ keyword: '$ref', schemaType: 'string', errors: 'full', validate });
  return ajv;
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

const isValidating = (schema: Schema, keyword: (typeof VALIDATING)[number]): boolean => {
  if (schema[keyword] === undefined) return false;
  return keyword !== 'format' || FORMATS.has(schema.format as string);
};

/**
 * Removes the keywords that do not validate, for Ajv. `lower` may replace keywords of each schema by
 * others, before its subschemas are visited.
 */
export const strip = (schema: Schema, lower?: (schema: Schema) => Schema): Schema => {
  if (isNever(schema)) return false as unknown as Schema;
  const kept = Object.fromEntries(
    VALIDATING.flatMap((keyword) =>
      isValidating(schema, keyword) ? [[keyword, schema[keyword]]] : [],
    ),
  ) as Schema;
  const lowered = lower === undefined ? kept : lower(kept);
  const stripped = plainFirst(mapSubschemas(lowered, (sub) => strip(sub, lower)));
  const [only, ...others] = stripped.allOf ?? [];
  const alone = others.length === 0 && Object.keys(stripped).length === 1;
  return alone && only?.$ref !== undefined ? only : asDraft07(stripped);
};

/** Whether any value at all is valid. */
export const acceptsAll = (schema: Schema): boolean =>
  !isNever(schema) && Object.keys(strip(schema)).length === 0;
