import { valuesOf } from '@jackfield/plugin-kit/union-tags';
import { canonical, isObject } from '@jackfield/plugin-kit/json';
import { isMultiple } from '@jackfield/plugin-kit/multiples';
import type { Json } from '../json.js';
import type { Schema } from '../schema.js';
import type { Definitions } from './place.js';

export const TYPES = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const;

export type Type = (typeof TYPES)[number] | 'integer';

/** The types that a schema allows. */
export const typesOf = ({ type }: Schema): readonly Type[] =>
  type === undefined ? TYPES : ([type].flat() as readonly Type[]);

export const hasType = (value: Json, type: Type): boolean => {
  if (type === 'null') return value === null;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  return type === 'object' ? isObject(value) : typeof value === type;
};

/** Returns an own member: names may be those that every object inherits. */
export const own = <T>(
  members: Readonly<Record<string, T>> | undefined,
  name: string,
): T | undefined =>
  members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;

const patterns = new Map<string, RegExp>();

/** Whether a text matches a pattern, as validators read it. */
export const matches = (pattern: string, text: string): boolean => {
  const regExp = patterns.get(pattern) ?? new RegExp(pattern, 'u');
  patterns.set(pattern, regExp);
  return regExp.test(text);
};

/** The schemas of one object for a member: by its name, by patterns, or else of all other members. */
export const schemasFor = (
  { properties, patternProperties, additionalProperties }: Schema,
  name: string,
): readonly Schema[] => {
  const named = own(properties, name);
  const found = Object.entries(patternProperties ?? {}).flatMap(([pattern, sub]) =>
    matches(pattern, name) ? [sub] : [],
  );
  if (named !== undefined) found.unshift(named);
  return found.length > 0 ? found : [additionalProperties ?? []].flat();
};

/** The schema of an item of an array, if there is one. */
export const schemaOfItem = ({ prefixItems, items }: Schema, index: number): Schema | undefined =>
  prefixItems?.[index] ?? items;

/**
 * Whether a schema allows a value: with certainty, or perhaps. Neither is known of a text with a
 * `format`, nor of what lies too deep.
 */
export type Allows = (
  schema: Schema,
  value: Json,
  definitions: Definitions,
  isCertain: boolean,
) => boolean;

/** References that lead to each other at most; more than that are not followed. */
const MAX_DEPTH = 250;

export const createAllows = (): Allows => {
  const results = new WeakMap<Definitions, Map<string, boolean>>();

  const allowsAt = (
    schema: Schema,
    value: Json,
    definitions: Definitions,
    isCertain: boolean,
    depth: number,
  ): boolean => {
    const { $ref } = schema;
    if ($ref === undefined) return allowsOwn(schema, value, definitions, isCertain, depth);
    const target = definitions.get($ref);
    if (target === undefined) return true;
    if (depth > MAX_DEPTH) return !isCertain;
    // A chain of definitions with several references each has very many paths.
    const known = results.get(definitions) ?? new Map<string, boolean>();
    results.set(definitions, known);
    const key = `${isCertain} ${JSON.stringify($ref)} ${canonical(value)}`;
    const result =
      known.get(key) ?? allowsAt(target.schema, value, definitions, isCertain, depth + 1);
    known.set(key, result);
    return result;
  };

  const allowsOwn = (
    schema: Schema,
    value: Json,
    definitions: Definitions,
    isCertain: boolean,
    depth: number,
  ): boolean => {
    const allows = (sub: Schema, inner: Json = value, certain = isCertain): boolean =>
      allowsAt(sub, inner, definitions, certain, depth + 1);
    const values = valuesOf(schema)?.map(canonical);
    if (schema.type !== undefined && !typesOf(schema).some((type) => hasType(value, type)))
      return false;
    if (values !== undefined && !values.includes(canonical(value))) return false;
    if (schema.allOf?.every((sub) => allows(sub)) === false) return false;
    if (schema.anyOf?.some((sub) => allows(sub)) === false) return false;
    if (schema.not !== undefined && allows(schema.not, value, !isCertain)) return false;
    if (schema.oneOf !== undefined) {
      const possible = schema.oneOf.filter((sub) => allows(sub, value, false)).length;
      const certain = schema.oneOf.filter((sub) => allows(sub, value, true)).length;
      if (isCertain ? certain !== 1 || possible !== 1 : certain > 1 || possible === 0) return false;
    }
    if (schema.if !== undefined) {
      const { then: yes = {}, else: no = {} } = schema;
      const [certain, possible] = [allows(schema.if, value, true), allows(schema.if, value, false)];
      const [then, otherwise] = [allows(yes), allows(no)];
      const isFine = isCertain
        ? (certain || otherwise) && (!possible || then)
        : (possible && then) || (!certain && otherwise);
      if (!isFine) return false;
    }
    if (typeof value === 'string') return allowsText(schema, value, isCertain);
    if (typeof value === 'number') return allowsNumber(schema, value);
    if (Array.isArray(value)) {
      const list = value as readonly Json[];
      return (
        isBetween(list.length, schema.minItems, schema.maxItems) &&
        (schema.uniqueItems !== true || new Set(list.map(canonical)).size === list.length) &&
        list.every((item, index) => allows(schemaOfItem(schema, index) ?? {}, item)) &&
        (schema.contains === undefined ||
          list.some((item) => allows(schema.contains as Schema, item)))
      );
    }
    if (!isObject(value)) return true;
    const names = Object.keys(value);
    const { propertyNames, required = [], dependencies = {} } = schema;
    return (
      isBetween(names.length, schema.minProperties, schema.maxProperties) &&
      required.every((name) => Object.hasOwn(value, name)) &&
      (propertyNames === undefined || names.every((name) => allows(propertyNames, name))) &&
      Object.entries(dependencies).every(
        ([name, sub]) => !Object.hasOwn(value, name) || allows(sub),
      ) &&
      names.every((name) =>
        schemasFor(schema, name).every((sub) => allows(sub, value[name] as Json)),
      )
    );
  };

  return (schema, value, definitions, isCertain) =>
    allowsAt(schema, value, definitions, isCertain, 0);
};

const isBetween = (size: number, least = 0, most = Infinity): boolean =>
  size >= least && size <= most;

const allowsText = (schema: Schema, text: string, isCertain: boolean): boolean =>
  isBetween(Array.from(text).length, schema.minLength, schema.maxLength) &&
  (schema.pattern === undefined || matches(schema.pattern, text)) &&
  (schema.format === undefined || !isCertain);

const allowsNumber = (schema: Schema, value: number): boolean =>
  isBetween(value, schema.minimum ?? -Infinity, schema.maximum) &&
  (schema.exclusiveMinimum === undefined || value > schema.exclusiveMinimum) &&
  (schema.exclusiveMaximum === undefined || value < schema.exclusiveMaximum) &&
  (schema.multipleOf === undefined || isMultiple(value, schema.multipleOf));
