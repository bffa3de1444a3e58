import type { Schema } from '../../generated/schemas.js';
import { TestingError } from '../../testing-error.js';

/** Schemas by their titles: what a `$ref` names. */
export type Definitions = Readonly<Record<string, Schema>>;

/** A keyword that the generator learns is missing here until data can be derived from it. */
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

/** What a schema says to readers only. */
const WORDS: ReadonlySet<string> = new Set([
  '$schema',
  'title',
  'description',
  'examples',
  'x-deprecated',
]);

/** The schema, once each of its keywords is one that data can be derived from. */
export const understood = (schema: Schema): Schema => {
  for (const keyword of Object.keys(schema)) {
    if (Object.hasOwn(KNOWN, keyword) || WORDS.has(keyword)) continue;
    throw new TestingError(
      'SCHEMA_UNSUPPORTED',
      `schema: expected keywords that data can be derived from, received "${keyword}"`,
    );
  }
  return schema;
};

/** The definition that a `$ref` names. */
export const definitionOf = (title: string, definitions: Definitions): Schema => {
  const found = Object.hasOwn(definitions, title) ? definitions[title] : undefined;
  if (found) return understood(found);
  throw new TestingError('SCHEMA_UNSUPPORTED', `$ref: expected a definition, received "${title}"`);
};

/** Deeper than any schema that ends. */
const DEEPEST = 40;

/** Stops at a definition that is within itself: the generator refuses such ones too. */
export const checkDepth = (depth: number): void => {
  if (depth <= DEEPEST) return;
  throw new TestingError(
    'SCHEMA_UNSUPPORTED',
    'schema: expected an end, received one within itself',
  );
};

/** Both schemas at once. */
export const both = (one: Schema | undefined, other: Schema | undefined): Schema | undefined =>
  one && other ? { allOf: [one, other] } : (one ?? other);

/** How many characters a text has; one outside the basic plane is one. */
export const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};
