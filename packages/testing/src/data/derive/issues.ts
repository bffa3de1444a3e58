import type { FailedKeyword } from '@jackfield/core/protocol';
import { FORMATS } from '@jackfield/plugin-kit/formats';
import { isObject, step } from '@jackfield/plugin-kit/json';
import { isMultiple } from '@jackfield/plugin-kit/multiples';
import { createTagFinder, type FindTag, type Tagged } from '@jackfield/plugin-kit/union-tags';
import type { Schema } from '../../generated/schemas.js';
import {
  checkKeywords,
  circular,
  definitionOf,
  isNever,
  isSame,
  lengthOf,
  regExpOf,
  type Definitions,
} from './schema.js';

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
  if (type === 'integer')
    return typeof value === 'number' && (value % 1 === 0 || isInfinite(value));
  return typeof value === type;
};

/** The generated validators take it for an integer. */
const isInfinite = (value: number): boolean => Math.abs(value) === Infinity;

const list = (values: unknown): string =>
  [values]
    .flat()
    .map((one) => JSON.stringify(one))
    .join(' or ');

const formatOf = (limit: unknown): string =>
  FORMATS.get(String(limit))?.words ?? `format ${String(limit)}`;

/** What is expected, for each keyword with words of its own. */
const WORDS: Readonly<Record<string, (limit: unknown) => string>> = {
  required: (limit) => `required property '${String(limit)}'`,
  type: (limit) => [limit].flat().join(' or '),
  enum: list,
  const: (limit) => list([limit]),
  oneOf: (limit) => `a value that matches exactly one of ${String(limit)} schemas`,
  not: () => 'no value of this kind',
  additionalProperties: () => 'no member of this name',
  propertyNames: () => 'allowed names of members',
  minProperties: (limit) => `${String(limit)} or more members`,
  maxProperties: (limit) => `${String(limit)} or fewer members`,
  additionalItems: (limit) => `${String(limit)} or fewer items`,
  contains: () => 'an item of the kind that must be there',
  uniqueItems: () => 'unique items',
  multipleOf: (limit) => `a multiple of ${String(limit)}`,
  exclusiveMinimum: (limit) => `a number above ${String(limit)}`,
  exclusiveMaximum: (limit) => `a number below ${String(limit)}`,
  format: formatOf,
};

/** Returns what is expected, in the words of the generated dispatcher. */
const words = (keyword: string, limit: unknown): string =>
  Object.hasOwn(WORDS, keyword)
    ? (WORDS[keyword] as (limit: unknown) => string)(limit)
    : limit === undefined
      ? keyword
      : `${keyword} ${String(limit)}`;

/** Returns the limit in the words of a constraint's issue. */
const limitOf = ({ schema, keyword, member }: Constraint): unknown => {
  if (member !== undefined) return member;
  if (keyword === 'anyOf') return undefined;
  if (keyword === 'oneOf') return schema.oneOf?.length;
  return keyword === 'items' ? schema.prefixItems?.length : schema[keyword];
};

/** Returns the keyword of a constraint's issue: the end of a list is `additionalItems` in draft-07. */
export const reportedOf = ({ keyword }: Constraint): string =>
  keyword === 'items' ? 'additionalItems' : keyword;

/** Returns the `expected` text of a broken constraint's issue. */
export const expectedOf = (constraint: Constraint): string =>
  words(reportedOf(constraint), limitOf(constraint));

/** The issues of a value at a place. */
interface Known {
  readonly pointer: string;
  readonly issues: readonly FailedKeyword[];
}

/** Adds an issue unless a constraint holds; `at` is the pointer, where that is not the value's own. */
type Must = (holds: boolean, keyword: keyof Schema, member?: string, at?: string) => void;

const has = (object: Readonly<Record<string, unknown>>, name: string): boolean =>
  Object.hasOwn(object, name) && object[name] !== undefined;

const isValidating = (schema: Schema, keyword: string): boolean =>
  keyword === 'format'
    ? FORMATS.has(schema.format as string)
    : keyword !== 'deprecated' && !keyword.startsWith('x-');

const tagFinders = new WeakMap<Definitions, FindTag<Schema>>();

/** Returns the function that finds the tags of unions, which remembers them. */
const tagFinderOf = (definitions: Definitions): FindTag<Schema> => {
  const known = tagFinders.get(definitions);
  if (known) return known;
  const find = createTagFinder<Schema>(
    (title) => (Object.hasOwn(definitions, title) ? definitions[title] : undefined),
    (schema) => Object.keys(schema).filter((keyword) => isValidating(schema, keyword)),
  );
  const found = new WeakMap<readonly Schema[], { readonly tagged: Tagged<Schema> | undefined }>();
  const finder: FindTag<Schema> = (union, branches) => {
    const entry = found.get(branches) ?? { tagged: find(union, branches) };
    found.set(branches, entry);
    return entry.tagged;
  };
  tagFinders.set(definitions, finder);
  return finder;
};

/**
 * Returns all issues of a value, without the constraint `ignored`: of a union with a tag, those of the
 * branch that the tag names, as the generated validators report them, or with `ofAllBranches` those of
 * every branch.
 *
 * It interprets the schema each time: Ajv would compile it, which a strict Content-Security-Policy
 * forbids in the page.
 */
export const issuesOf = (
  schema: Schema,
  value: unknown,
  definitions: Definitions,
  ignored?: Constraint,
  ofAllBranches = true,
): readonly FailedKeyword[] => {
  const issues: FailedKeyword[] = [];
  /** What is known of values: without it, the time is exponential where several definitions refer to one. */
  const known = new Map<unknown, Map<string, Known>>();

  /** Validates a value, drops the issues, and returns whether there were any. */
  const fits = (schema: Schema, value: unknown, within: readonly string[]): boolean => {
    const mark = issues.length;
    const isValid = visit(schema, value, '', within);
    issues.length = mark;
    return isValid;
  };

  const refer = (
    title: string,
    value: unknown,
    pointer: string,
    within: readonly string[],
  ): boolean => {
    if (within.includes(title)) throw circular(title);
    const ofValue = known.get(value) ?? new Map<string, Known>();
    known.set(value, ofValue);
    const found = ofValue.get(title);
    if (found && (found.issues.length === 0 || found.pointer === pointer)) {
      issues.push(...found.issues);
      return found.issues.length === 0;
    }
    const mark = issues.length;
    visit(definitionOf(title, definitions), value, pointer, [...within, title]);
    const own = [...new Set(issues.splice(mark))];
    issues.push(...own);
    ofValue.set(title, { pointer, issues: own });
    return own.length === 0;
  };

  const visit = (
    schema: Schema,
    value: unknown,
    pointer: string,
    within: readonly string[] = [],
  ): boolean => {
    if (schema.$ref !== undefined) return refer(schema.$ref, value, pointer, within);
    const before = issues.length;
    const must: Must = (holds, keyword, member, at = pointer) => {
      if (holds) return;
      const isIgnored =
        ignored?.schema === schema && ignored.keyword === keyword && ignored.member === member;
      if (isIgnored) return;
      const constraint = { schema, keyword, ...(member === undefined ? {} : { member }) };
      issues.push({
        pointer: at,
        expected: expectedOf(constraint),
        keyword: reportedOf(constraint),
      });
    };
    const { type, enum: values, const: only } = checkKeywords(schema);

    if (isNever(schema)) {
      must(false, 'not');
      return issues.length === before;
    }
    if (type !== undefined)
      must(
        [type].flat().some((one) => isOf(one, value)),
        'type',
      );
    if (values)
      must(
        values.some((one) => isSame(one, value)),
        'enum',
      );
    if (only !== undefined) must(isSame(only, value), 'const');

    const { allOf = [], anyOf, oneOf, not } = schema;
    for (const sub of allOf) visit(sub, value, pointer, within);
    for (const [keyword, branches] of [
      ['anyOf', anyOf],
      ['oneOf', oneOf],
    ] as const) {
      if (!branches) continue;
      const tagged = ofAllBranches ? undefined : tagFinderOf(definitions)(keyword, branches);
      if (tagged) {
        visitTagged(tagged, schema, value, pointer, within);
        continue;
      }
      const mark = issues.length;
      const { length } = branches.filter((sub) => visit(sub, value, pointer, within));
      const isIgnored = ignored?.schema === schema && ignored.keyword === keyword;
      if (length > 0 || isIgnored) issues.length = mark;
      must(keyword === 'anyOf' ? length > 0 : length === 1, keyword);
    }
    if (not) must(!fits(not, value, within), 'not');
    if (schema.if) {
      const branch = fits(schema.if, value, within) ? schema.then : schema.else;
      if (branch) visit(branch, value, pointer, within);
    }
    if (typeof value === 'string') textIssues(schema, value, must);
    if (typeof value === 'number') numberIssues(schema, value, must);
    if (Array.isArray(value)) listIssues(schema, value, pointer, must);
    if (isObject(value)) objectIssues(schema, value, pointer, must, within);
    return issues.length === before;
  };

  const visitTagged = (
    { tag: { name, values, optional, others }, branches }: Tagged<Schema>,
    { type }: Schema,
    value: unknown,
    pointer: string,
    within: readonly string[],
  ): void => {
    const add = (keyword: string, limit: unknown, at = pointer): void => {
      issues.push({ pointer: at, expected: words(keyword, limit), keyword });
    };
    const rest = branches.slice(values.length);
    if (isObject(value)) {
      const tag = name !== undefined && Object.hasOwn(value, name) ? value[name] : undefined;
      const named = values.findIndex((list) => list.includes(tag) && tag !== undefined);
      const index = name === undefined ? 0 : tag === undefined ? (optional ?? -1) : named;
      const branch = branches[index];
      if (branch) visit(branch, value, pointer, within);
      else add('enum', values.flat(), step(pointer, name as string));
      return;
    }
    const mark = issues.length;
    const { length } = rest.filter((branch) => visit(branch, value, pointer, within));
    if (rest.length === 0) {
      if (type !== 'object') add('type', 'object');
    } else if (others === undefined) {
      if (length > 0) issues.length = mark;
      if (length !== 1) add('oneOf', branches.length);
    } else {
      issues.length = mark;
      if (length === 0) add('type', ['object', ...others]);
    }
  };

  const listIssues = (
    schema: Schema,
    list: readonly unknown[],
    pointer: string,
    must: Must,
  ): void => {
    const { minItems, maxItems, prefixItems = [], items, contains, uniqueItems } = schema;
    if (minItems !== undefined) must(list.length >= minItems, 'minItems');
    if (maxItems !== undefined) must(list.length <= maxItems, 'maxItems');
    const isClosed = prefixItems.length > 0 && items !== undefined && isNever(items);
    if (isClosed) must(list.length <= prefixItems.length, 'items');
    for (const [index, item] of list.entries()) {
      const sub = prefixItems[index] ?? (isClosed ? undefined : items);
      if (sub) visit(sub, item, step(pointer, index));
    }
    if (contains) {
      const mark = issues.length;
      const valid = list.filter((item, index) => visit(contains, item, step(pointer, index)));
      const isIgnored = ignored?.schema === schema && ignored.keyword === 'contains';
      if (valid.length > 0 || isIgnored) issues.length = mark;
      must(valid.length > 0, 'contains');
    }
    if (uniqueItems) must(!repeats(list), 'uniqueItems');
  };

  const objectIssues = (
    schema: Schema,
    object: Readonly<Record<string, unknown>>,
    pointer: string,
    must: Must,
    within: readonly string[],
  ): void => {
    const { required = [], properties = {}, patternProperties = {}, propertyNames } = schema;
    const { additionalProperties, dependencies = {}, minProperties, maxProperties } = schema;
    const names = Object.keys(object);
    if (minProperties !== undefined) must(names.length >= minProperties, 'minProperties');
    if (maxProperties !== undefined) must(names.length <= maxProperties, 'maxProperties');
    for (const name of required) must(has(object, name), 'required', name);
    for (const [name, sub] of Object.entries(properties)) {
      if (has(object, name)) visit(sub, object[name], step(pointer, name));
    }
    const patterns = Object.entries(patternProperties);
    const isClosed = additionalProperties !== undefined && isNever(additionalProperties);
    for (const name of names) {
      if (propertyNames && !visit(propertyNames, name, pointer)) {
        must(false, 'propertyNames');
      }
      const matching = patterns.filter(([pattern]) => regExpOf(pattern).test(name));
      for (const [, sub] of matching) visit(sub, object[name], step(pointer, name));
      if (!additionalProperties || Object.hasOwn(properties, name) || matching.length > 0) continue;
      if (isClosed) must(false, 'additionalProperties', undefined, step(pointer, name));
      else visit(additionalProperties, object[name], step(pointer, name));
    }
    for (const [name, sub] of Object.entries(dependencies)) {
      if (has(object, name)) visit(sub, object, pointer, within);
    }
  };

  visit(schema, value, '');
  return issues;
};

const textIssues = (
  { minLength, maxLength, pattern, format }: Schema,
  text: string,
  must: Must,
): void => {
  if (minLength !== undefined) must(lengthOf(text) >= minLength, 'minLength');
  if (maxLength !== undefined) must(lengthOf(text) <= maxLength, 'maxLength');
  if (pattern !== undefined) must(regExpOf(pattern).test(text), 'pattern');
  const known = format === undefined ? undefined : FORMATS.get(format);
  if (known) must(known.pattern.test(text), 'format');
};

const numberIssues = (
  { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: Schema,
  value: number,
  must: Must,
): void => {
  if (minimum !== undefined) must(value >= minimum, 'minimum');
  if (maximum !== undefined) must(value <= maximum, 'maximum');
  if (exclusiveMinimum !== undefined) must(value > exclusiveMinimum, 'exclusiveMinimum');
  if (exclusiveMaximum !== undefined) must(value < exclusiveMaximum, 'exclusiveMaximum');
  if (multipleOf !== undefined) must(isMultiple(value, multipleOf), 'multipleOf');
};

const repeats = (list: readonly unknown[]): boolean =>
  list.some((item, index) => list.slice(0, index).some((other) => isSame(item, other)));

/** Returns whether a value is valid. */
export const accepts = (schema: Schema, value: unknown, definitions: Definitions): boolean =>
  issuesOf(schema, value, definitions).length === 0;
