import { compile } from 'json-schema-to-typescript';
import { byText, type Json } from '../json.js';
import { partsOf, type Part, type Protocol } from '../model.js';
import { mapSubschemas, type Schema } from '../schema.js';
import { bannerOf } from './banner.js';
import { escapeComment } from './escape.js';
import { formattedStatements } from './format.js';
import { readonlyTypes } from './readonly.js';

interface TypedSchema extends Schema {
  readonly tsType?: string;
}

const TYPED = [
  '$ref',
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'allOf',
  'anyOf',
  'x-open-enum',
] as const;

const isUntyped = (schema: Partial<Record<(typeof TYPED)[number], unknown>>): boolean =>
  TYPED.every((keyword) => schema[keyword] === undefined);

const literals = (values: readonly Json[]): string =>
  values.map((value) => JSON.stringify(value)).join(' | ');

/** The type of a schema that the library cannot express; `undefined` if the library generates it. */
const ownType = (schema: Schema): string | undefined => {
  if (schema.$ref !== undefined) return schema.$ref;
  if (schema['x-open-enum'] !== undefined) {
    return `(${literals(schema['x-open-enum'])} | (string & {}))`;
  }
  if (schema.const !== undefined) return literals([schema.const]);
  if (schema.enum !== undefined) return `(${literals(schema.enum)})`;
  if (isUntyped(schema)) return 'unknown';
  const [only, ...more] = schema.allOf ?? [];
  // A description with one reference is the usual form: an intersection of one is that reference.
  const plain =
    only !== undefined && more.length === 0 && isUntyped({ ...schema, allOf: undefined });
  return plain ? ownType(only) : undefined;
};

const withoutConditions = (schema: Schema): Schema => {
  const branches = schema.anyOf;
  if (branches === undefined || !branches.every(isConditionOnly)) return schema;
  const { anyOf: _conditions, ...rest } = schema;
  return rest;
};

/** `anyOf: [{ required: ['a'] }, { required: ['b'] }]` narrows values, not their type. */
const isConditionOnly = (schema: Schema): boolean =>
  Object.keys(schema).every((keyword) => keyword === 'required' || keyword === 'description');

/** A description with the tag for which editors strike a name through. */
const described = (schema: Schema): Schema => {
  const { deprecated: _deprecated, 'x-deprecated': advice, ...rest } = schema;
  const texts = [
    rest.description ?? [],
    advice === undefined ? [] : `@deprecated ${advice}`,
  ].flat();
  return texts.length === 0 ? rest : { ...rest, description: escapeComment(texts.join('\n\n')) };
};

/** Marks a name that every object inherits: json-schema-to-typescript calls such a member as a method. */
const INHERITED_MARK = '\u0001';

const MARKED = new RegExp(
  `"(${Object.getOwnPropertyNames(Object.prototype).join('|')})\\\\u0001"`,
  'g',
);

const markName = (name: string): string =>
  name in Object.prototype ? name + INHERITED_MARK : name;

const markNames = (schema: Schema): Schema => ({
  ...schema,
  ...(schema.required === undefined ? {} : { required: schema.required.map(markName) }),
  ...(schema.properties === undefined
    ? {}
    : {
        properties: Object.fromEntries(
          Object.entries(schema.properties).map(([name, sub]) => [markName(name), sub]),
        ),
      }),
});

const forTypes = (source: Schema): TypedSchema => {
  const { title: _title, examples: _examples, ...rest } = source;
  const schema = withoutConditions(described(rest));
  const tsType = ownType(schema);
  if (tsType !== undefined) {
    const { description } = schema;
    return { ...(description === undefined ? {} : { description }), tsType };
  }
  const mapped = markNames(mapSubschemas(schema, forTypes));
  const objects = schema.type === 'object' || schema.type?.includes('object') === true;
  const bare =
    objects && !schema.properties && !schema.additionalProperties && !schema.allOf && !schema.anyOf;
  return bare ? ({ ...mapped, additionalProperties: true } as unknown as TypedSchema) : mapped;
};

const OPTIONS = {
  additionalProperties: false,
  bannerComment: '',
  declareExternallyReferenced: false,
  format: false,
  ignoreMinAndMaxItems: true,
  unknownAny: true,
} as const;

/** One declaration; each title alone, with references as bare names, so that cost stays linear. */
const declare = async (title: string, schema: Schema): Promise<string> => {
  const prepared = { ...forTypes(schema), title };
  const text = await compile(prepared as unknown as Parameters<typeof compile>[0], title, OPTIONS);
  return readonlyTypes(text.replace(MARKED, '"$1"')).trim();
};

/** Emits `types.ts`: one type for each title, and for the data and the result of each request. */
export const emitTypes = async (protocol: Protocol): Promise<string> => {
  const named: [string, Schema][] = protocol.definitions.map(({ title, schema }) => [
    title,
    schema,
  ]);
  for (const message of protocol.messages) {
    for (const part of partsOf(message)) named.push([part.title, part.schema]);
    if (message.kind === 'push') continue;
    const properties = Object.fromEntries(
      (['data', 'result'] as const).map((member) => {
        const { title, schema } = message[member] as Part;
        return [member, { description: schema.description, allOf: [{ $ref: title }] } as Schema];
      }),
    );
    named.push([message.title, { ...message.schema, properties }]);
  }
  const declarations: string[] = [];
  for (const [title, schema] of named.sort(([a], [b]) => byText(a, b))) {
    declarations.push(await declare(title, schema));
  }
  return formattedStatements([bannerOf(protocol).trim(), ...declarations]);
};
