import type { Schema } from '../../generated/schemas.js';
import { TestingError } from '../../testing-error.js';

/** Schemas by title, to which a `$ref` refers. */
export type Definitions = Readonly<Record<string, Schema>>;

/** The keywords that data can be derived from; the compiler reports one that is missing here. */
const KNOWN: Readonly<Record<keyof Schema, true>> = {
  $ref: true,
  type: true,
  required: true,
  properties: true,
  additionalProperties: true,
  propertyNames: true,
  items: true,
  enum: true,
  const: true,
  allOf: true,
  anyOf: true,
  minLength: true,
  maxLength: true,
  pattern: true,
  minimum: true,
  maximum: true,
  minItems: true,
  maxItems: true,
  deprecated: true,
  'x-personal': true,
  'x-open-enum': true,
  'x-unit': true,
  'x-versions': true,
};

/** Keywords without an effect on values. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$schema',
  'title',
  'description',
  'examples',
  'x-deprecated',
]);

/** Returns the schema if data can be derived from each of its keywords; throws otherwise. */
export const checkKeywords = (schema: Schema): Schema => {
  for (const keyword of Object.keys(schema)) {
    if (Object.hasOwn(KNOWN, keyword) || ANNOTATIONS.has(keyword)) continue;
    throw new TestingError(
      'SCHEMA_UNSUPPORTED',
      `schema: expected keywords that data can be derived from, received "${keyword}"`,
    );
  }
  return schema;
};

/** Returns the definition that a `$ref` refers to. */
export const definitionOf = (title: string, definitions: Definitions): Schema => {
  const found = Object.hasOwn(definitions, title) ? definitions[title] : undefined;
  if (found) return checkKeywords(found);
  throw new TestingError('SCHEMA_UNSUPPORTED', `$ref: expected a definition, received "${title}"`);
};

/** Deeper than any schema without recursion. */
const MAX_DEPTH = 40;

/** Throws for a recursive definition, which the generator rejects too. */
export const checkDepth = (depth: number): void => {
  if (depth <= MAX_DEPTH) return;
  throw new TestingError(
    'SCHEMA_UNSUPPORTED',
    'schema: expected a schema without recursion, received one that contains itself',
  );
};

/** Returns a schema that combines both. */
export const both = (one: Schema | undefined, other: Schema | undefined): Schema | undefined =>
  one && other ? { allOf: [one, other] } : (one ?? other);

/** Returns the number of code points in a string. */
export const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};
