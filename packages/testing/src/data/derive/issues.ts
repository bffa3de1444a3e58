import type { FailedKeyword } from '@jackfield/core/protocol';
import { isObject, step } from '@jackfield/plugin-kit/json';
import type { Schema } from '../../generated/schemas.js';
import { definitionOf, lengthOf, checkKeywords, type Definitions } from './schema.js';

/** One constraint of a schema; for `required`, one member. */
export interface Constraint {
  readonly schema: Schema;
  readonly keyword: keyof Schema;
  readonly member?: string;
}

const isOf = (type: string, value: unknown): boolean => {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return typeof value === 'number' && value % 1 === 0;
  return typeof value === type;
};

/** Returns what is expected, in the words of the generated dispatcher. */
const words = (keyword: string, limit: unknown): string => {
  if (keyword === 'required') return `required property '${String(limit)}'`;
  if (keyword === 'type') return [limit].flat().join(' or ');
  if (keyword === 'enum' || keyword === 'const') {
    return [limit]
      .flat()
      .map((one) => JSON.stringify(one))
      .join(' or ');
  }
  return limit === undefined ? keyword : `${keyword} ${String(limit)}`;
};

/** Returns the `expected` text of a broken constraint's issue. */
export const expectedOf = ({ schema, keyword, member }: Constraint): string =>
  words(keyword, keyword === 'anyOf' ? undefined : (member ?? schema[keyword]));

/**
 * Returns all issues of a value, as the generated validators report them, without the constraint `ignored`.
 *
 * It interprets the schema each time: Ajv would compile it, which a strict Content-Security-Policy
 * forbids in the page.
 */
export const issuesOf = (
  schema: Schema,
  value: unknown,
  definitions: Definitions,
  ignored?: Constraint,
): readonly FailedKeyword[] => {
  const issues: FailedKeyword[] = [];

  const visit = (schema: Schema, value: unknown, pointer: string): boolean => {
    if (schema.$ref !== undefined) {
      return visit(definitionOf(schema.$ref, definitions), value, pointer);
    }
    const before = issues.length;
    const isIgnored = (keyword: keyof Schema, member?: string): boolean =>
      ignored?.schema === schema && ignored.keyword === keyword && ignored.member === member;
    const must = (
      holds: boolean,
      keyword: keyof Schema,
      limit?: unknown,
      member?: string,
    ): void => {
      if (holds || isIgnored(keyword, member)) return;
      issues.push({ pointer, expected: words(keyword, limit), keyword });
    };
    const { type, enum: values, const: only, allOf = [], anyOf } = checkKeywords(schema);

    if (type !== undefined)
      must(
        [type].flat().some((one) => isOf(one, value)),
        'type',
        type,
      );
    if (values) must((values as readonly unknown[]).includes(value), 'enum', values);
    if (only !== undefined) must(value === only, 'const', only);
    for (const sub of allOf) visit(sub, value, pointer);
    if (anyOf) {
      const mark = issues.length;
      const fits = anyOf.map((sub) => visit(sub, value, pointer)).includes(true);
      if (fits || isIgnored('anyOf')) issues.length = mark;
      must(fits, 'anyOf');
    }
    if (typeof value === 'string') textIssues(schema, value, must);
    if (typeof value === 'number') {
      const { minimum, maximum } = schema;
      if (minimum !== undefined) must(value >= minimum, 'minimum', minimum);
      if (maximum !== undefined) must(value <= maximum, 'maximum', maximum);
    }
    if (Array.isArray(value)) {
      const { items, minItems, maxItems } = schema;
      if (minItems !== undefined) must(value.length >= minItems, 'minItems', minItems);
      if (maxItems !== undefined) must(value.length <= maxItems, 'maxItems', maxItems);
      if (items) value.forEach((item, index) => visit(items, item, step(pointer, index)));
    }
    if (isObject(value)) {
      const { required = [], properties = {}, additionalProperties, propertyNames } = schema;
      for (const name of required) must(value[name] !== undefined, 'required', name, name);
      for (const [name, sub] of Object.entries(properties)) {
        if (value[name] !== undefined) visit(sub, value[name], step(pointer, name));
      }
      for (const [name, inner] of Object.entries(value)) {
        if (propertyNames && !visit(propertyNames, name, pointer)) {
          must(false, 'propertyNames', name);
        }
        if (additionalProperties && !Object.hasOwn(properties, name)) {
          visit(additionalProperties, inner, step(pointer, name));
        }
      }
    }
    return issues.length === before;
  };

  visit(schema, value, '');
  return issues;
};

const textIssues = (
  { minLength, maxLength, pattern }: Schema,
  text: string,
  must: (holds: boolean, keyword: keyof Schema, limit: unknown) => void,
): void => {
  if (minLength !== undefined) must(lengthOf(text) >= minLength, 'minLength', minLength);
  if (maxLength !== undefined) must(lengthOf(text) <= maxLength, 'maxLength', maxLength);
  if (pattern !== undefined) must(new RegExp(pattern, 'u').test(text), 'pattern', pattern);
};

/** Returns whether a value is valid. */
export const accepts = (schema: Schema, value: unknown, definitions: Definitions): boolean =>
  issuesOf(schema, value, definitions).length === 0;
