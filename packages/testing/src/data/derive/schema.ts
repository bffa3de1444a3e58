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
  patternProperties: true,
  additionalProperties: true,
  propertyNames: true,
  dependencies: true,
  minProperties: true,
  maxProperties: true,
  prefixItems: true,
  items: true,
  contains: true,
  uniqueItems: true,
  enum: true,
  const: true,
  allOf: true,
  anyOf: true,
  oneOf: true,
  not: true,
  if: true,
  // oxlint-disable-next-line no-thenable -- a keyword
  then: true,
  else: true,
  minLength: true,
  maxLength: true,
  pattern: true,
  format: true,
  minimum: true,
  maximum: true,
  exclusiveMinimum: true,
  exclusiveMaximum: true,
  multipleOf: true,
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

const checked = new WeakSet<Schema>();

/** Returns the schema if data can be derived from each of its keywords; throws otherwise. */
export const checkKeywords = (schema: Schema): Schema => {
  if (checked.has(schema)) return schema;
  for (const keyword of Object.keys(schema)) {
    if (Object.hasOwn(KNOWN, keyword) || ANNOTATIONS.has(keyword)) continue;
    throw new TestingError(
      'SCHEMA_UNSUPPORTED',
      `schema: expected keywords that data can be derived from, received "${keyword}"`,
    );
  }
  checked.add(schema);
  return schema;
};

/** Returns the definition that a `$ref` refers to. */
export const definitionOf = (title: string, definitions: Definitions): Schema => {
  const found = Object.hasOwn(definitions, title) ? definitions[title] : undefined;
  if (found) return checkKeywords(found);
  throw new TestingError('SCHEMA_UNSUPPORTED', `$ref: expected a definition, received "${title}"`);
};

/** Returns the error for a definition that refers to itself for the same value. */
export const circular = (title: string): TestingError =>
  new TestingError(
    'SCHEMA_UNSUPPORTED',
    `$ref: expected a definition that refers to itself in members or items only, received "${title}"`,
  );

/** The schema of no value. */
export const NEVER: Schema = { not: {} };

/** Returns whether a schema is that of no value. */
export const isNever = ({ not }: Schema): boolean =>
  not !== undefined && Object.keys(not).length === 0;

/** Returns the schemas directly within a schema. */
export const subschemasOf = (schema: Schema): readonly Schema[] => {
  const { additionalProperties, propertyNames, items, contains, not } = schema;
  const { allOf = [], anyOf = [], oneOf = [], prefixItems = [] } = schema;
  return [
    ...[additionalProperties, propertyNames, items, contains, not],
    ...[schema.if, schema.then, schema.else],
    ...[allOf, anyOf, oneOf, prefixItems].flat(),
    ...Object.values(schema.properties ?? {}),
    ...Object.values(schema.patternProperties ?? {}),
    ...Object.values(schema.dependencies ?? {}),
  ].filter((sub) => sub !== undefined);
};

/** Returns the schemas within a schema that apply to the same value, or may do so. */
export const branchesOf = (schema: Schema): readonly Schema[] => [
  ...[schema.allOf ?? [], schema.anyOf ?? [], schema.oneOf ?? []].flat(),
  ...[schema.if, schema.then, schema.else].filter((sub) => sub !== undefined),
  ...Object.values(schema.dependencies ?? {}),
];

/** Returns whether a schema refers to one of these definitions, anywhere or for the same value. */
export const refersTo = (
  schema: Schema,
  titles: ReadonlySet<string>,
  within: (schema: Schema) => readonly Schema[] = subschemasOf,
): boolean =>
  (schema.$ref !== undefined && titles.has(schema.$ref)) ||
  within(schema).some((sub) => refersTo(sub, titles, within));

const refsOf = (schema: Schema): readonly string[] => [
  ...(schema.$ref === undefined ? [] : [schema.$ref]),
  ...subschemasOf(schema).flatMap(refsOf),
];

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const reversed = (graph: Graph): Graph => {
  const result = new Map([...graph.keys()].map((title) => [title, new Set<string>()] as const));
  for (const [title, refs] of graph) for (const ref of refs) result.get(ref)?.add(title);
  return result;
};

/** Returns a graph without what leads to no circle. */
const withoutLeaves = (graph: Graph): Graph => {
  const users = reversed(graph);
  const left = new Map([...graph].map(([title, refs]) => [title, new Set(refs)] as const));
  const leaves = [...left.keys()].filter((title) => left.get(title)?.size === 0);
  for (let leaf = leaves.pop(); leaf !== undefined; leaf = leaves.pop()) {
    left.delete(leaf);
    for (const user of users.get(leaf) ?? []) {
      const refs = left.get(user);
      if (refs?.delete(leaf) && refs.size === 0) leaves.push(user);
    }
  }
  return left;
};

const recursive = new WeakMap<Definitions, ReadonlySet<string>>();

/** Returns the titles of the definitions that contain themselves, or are between two that do. */
export const recursiveTitles = (definitions: Definitions): ReadonlySet<string> => {
  const known = recursive.get(definitions);
  if (known) return known;
  const graph = new Map(
    Object.entries(definitions).map(([title, schema]) => [
      title,
      new Set(refsOf(schema).filter((ref) => Object.hasOwn(definitions, ref))),
    ]),
  );
  const titles = new Set(withoutLeaves(reversed(withoutLeaves(graph))).keys());
  recursive.set(definitions, titles);
  return titles;
};

const written = new WeakMap<Schema, string>();

/** Returns a schema as text: equal texts are equal schemas. */
export const textOf = (schema: Schema): string => {
  const text = written.get(schema) ?? JSON.stringify(schema);
  written.set(schema, text);
  return text;
};

/** Returns a schema that combines all. */
export const allOf = (schemas: Iterable<Schema | undefined>): Schema | undefined => {
  const found = [...new Set(schemas)].filter((schema) => schema !== undefined);
  return found.length > 1 ? { allOf: found } : found[0];
};

/** Returns the number of code points in a string. */
export const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Returns whether two values are the same JSON. */
export const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) {
    return Number.isNaN(one) && Number.isNaN(other);
  }
  if (isList(one) !== isList(other)) return false;
  const names = Object.keys(one);
  const [a, b] = [one, other] as readonly Readonly<Record<string, unknown>>[];
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(a?.[name], b?.[name]))
  );
};

const compiled = new Map<string, RegExp>();

/** Returns the RegExp of a `pattern`. */
export const regExpOf = (pattern: string): RegExp => {
  const found = compiled.get(pattern) ?? new RegExp(pattern, 'u');
  compiled.set(pattern, found);
  return found;
};
