import { byText } from '../json.js';
import type { Protocol } from '../model.js';
import { mapSubschemas, type Schema } from '../schema.js';
import { formatted } from './format.js';

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** Converts references to titles to references below a pointer. */
export const refsBelow = (schema: Schema, base: string): Schema =>
  schema.$ref === undefined
    ? mapSubschemas(schema, (sub) => refsBelow(sub, base))
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
