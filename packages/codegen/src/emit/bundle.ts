import { byText } from '../json.js';
import type { Protocol } from '../model.js';
import { asDraft07, isNever, mapSubschemas, type Schema } from '../schema.js';
import { formatted } from './format.js';

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** The schema of no value, as it is usually written. */
const asBoolean = (schema: Schema): Schema =>
  isNever(schema) && Object.keys(schema).length === 1 ? (false as unknown as Schema) : schema;

/** Converts a schema to draft-07, and references to titles to references below a pointer. */
export const refsBelow = (schema: Schema, base: string): Schema =>
  schema.$ref === undefined
    ? asBoolean(asDraft07(mapSubschemas(schema, (sub) => refsBelow(sub, base))))
    : { $ref: `${base}/${schema.$ref}` };

/** All titled schemas by title: messages as in their files, and definitions. */
export const schemasByTitle = ({
  messages,
  definitions,
}: Protocol): readonly (readonly [string, Schema])[] =>
  [
    ...definitions.map(({ title, schema }) => [title, schema] as const),
    ...messages.map(({ title, schema, examples }) => [title, { ...schema, examples }] as const),
  ].sort(([a], [b]) => byText(a, b));

/** Emits `bundle.schema.json`: every schema of the protocol in one file, by title. */
export const emitBundle = (protocol: Protocol): Promise<string> => {
  const { title, description } = protocol.wire;
  const definitions = Object.fromEntries(
    schemasByTitle(protocol).map(([name, schema]) => [name, refsBelow(schema, '#/definitions')]),
  );
  return formatted(JSON.stringify({ $schema: DRAFT, title, description, definitions }), 'json');
};
