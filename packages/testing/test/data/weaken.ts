import type { Schema } from '../../src/generated/schemas.js';

/** A schema that lacks one thing which the original asks for. */
export interface Weakened {
  readonly schema: Schema;
  /** Where the original asks it. */
  readonly what: string;
}

const ASKED = new Set(
  (
    'type enum const anyOf oneOf not minLength maxLength pattern format minimum maximum minItems maxItems ' +
    'exclusiveMinimum exclusiveMaximum multipleOf contains uniqueItems minProperties maxProperties'
  ).split(' '),
);

const SINGLE = new Set(['items', 'additionalProperties', 'propertyNames', 'then', 'else']);

type Json = Readonly<Record<string, unknown>>;

/** The schema with every definition put where it is referred to, so that each place is one of its own. */
const inlined = (schema: unknown, definitions: Readonly<Record<string, Schema>>): unknown => {
  if (Array.isArray(schema)) return schema.map((one) => inlined(one, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref } = schema as Schema;
  if ($ref !== undefined) return inlined(definitions[$ref], definitions);
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, inlined(value, definitions)]),
  );
};

/**
 * All schemas that lack one constraint, found by walking over the JSON, whatever it means.
 *
 * It shares nothing with the code that it is a judge of.
 */
export function* weakenedOf(
  root: Schema,
  definitions: Readonly<Record<string, Schema>>,
): Generator<Weakened> {
  yield* without(inlined(root, definitions) as Json, '', (schema) => schema as Schema);
}

function* without(schema: Json, at: string, put: (schema: Json) => Schema): Generator<Weakened> {
  for (const [key, value] of Object.entries(schema)) {
    const replace = (other: unknown): Schema => put({ ...schema, [key]: other });
    if (ASKED.has(key)) {
      const { [key]: _gone, ...rest } = schema;
      yield { schema: put(rest), what: `${at}/${key}` };
    }
    if (key === 'required') {
      const names = value as readonly string[];
      for (const name of names) {
        yield {
          schema: replace(names.filter((one) => one !== name)),
          what: `${at}/required ${name}`,
        };
      }
    } else if (key === 'properties' || key === 'patternProperties' || key === 'dependencies') {
      const members = value as Json;
      for (const [name, sub] of Object.entries(members)) {
        const inner = (changed: Json): Schema => replace({ ...members, [name]: changed });
        yield* without(sub as Json, `${at}/${key}/${name}`, inner);
      }
    } else if (['allOf', 'anyOf', 'prefixItems'].includes(key)) {
      const list = value as readonly Json[];
      for (const [index, sub] of list.entries()) {
        yield* without(sub, `${at}/${key}/${index}`, (changed) =>
          replace(list.map((one, other) => (other === index ? changed : one))),
        );
      }
    } else if (SINGLE.has(key)) {
      yield* without(value as Json, `${at}/${key}`, replace);
    }
  }
}
