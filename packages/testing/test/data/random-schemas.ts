import type { Random } from '../../../test-tools/src/random.js';
import type { Schema } from '../../src/generated/schemas.js';

type Loose = { -readonly [Keyword in keyof Schema]: Schema[Keyword] };
export type Definitions = Readonly<Record<string, Schema>>;

const NAMES = ['a', 'b', 'c', 'constructor'];
const TITLES = ['DefA', 'DefB', 'DefC'];
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
const VALUES = ['', 'a', 'bb', 'ccc', '1', 0, 1, 2.5, -3, true, false, null, {}, [], { a: 1 }, [1]];
const PATTERNS = ['^a', 'b$', '^[a-c]*$', '\\d', '^x-'];
const FORMATS = ['date-time', 'date', 'time', 'uri', 'email', 'uuid', 'ipv4', 'ipv6', 'hostname'];

const KEYWORDS: readonly (keyof Schema)[] = [
  ...(['type', 'type', 'minLength', 'maxLength', 'pattern', 'format', 'minimum'] as const),
  ...(['maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems'] as const),
  ...(['maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'enum', 'const'] as const),
  ...(['required', 'required'] as const),
];

const WITH_SUBSCHEMAS: readonly (keyof Schema)[] = [
  ...(['properties', 'properties', 'properties', 'patternProperties'] as const),
  ...(['additionalProperties', 'propertyNames', 'dependencies', 'prefixItems', 'items'] as const),
  ...(['items', 'contains', 'allOf', 'anyOf', 'oneOf', 'not', 'if', '$ref', '$ref'] as const),
];

const valueOf = (random: Random, keyword: keyof Schema, depth: number): unknown => {
  const { below, pick, chance } = random;
  const sub = (): Schema => schemaOf(random, depth - 1);
  const subs = (least: number): readonly Schema[] =>
    Array.from({ length: least + below(2) }, () => sub());
  switch (keyword) {
    case '$ref':
      return pick(TITLES);
    case 'type':
      return chance(0.7) ? pick(TYPES) : [...new Set([pick(TYPES), pick(TYPES), pick(TYPES)])];
    case 'pattern':
      return pick(PATTERNS);
    case 'format':
      return pick(FORMATS);
    case 'multipleOf':
      return pick([1, 2, 0.5, 3]);
    case 'uniqueItems':
      return true;
    case 'enum':
      return [...new Set([pick(VALUES), pick(VALUES), pick(VALUES)])];
    case 'const':
      return pick(VALUES);
    case 'required': {
      const names = NAMES.filter(() => chance(0.3));
      return names.length > 0 ? names : [pick(NAMES)];
    }
    case 'properties':
    case 'dependencies':
      return Object.fromEntries([pick(NAMES), pick(NAMES)].map((name) => [name, sub()]));
    case 'patternProperties':
      return Object.fromEntries([[pick(PATTERNS), sub()]]);
    case 'additionalProperties':
    case 'items':
      return chance(0.3) ? { not: {} } : sub();
    case 'propertyNames':
      return pick<Schema>([
        { enum: [...NAMES, 'x-1'] },
        { minLength: below(3) },
        { maxLength: 1 + below(3) },
        { pattern: pick(PATTERNS) },
      ]);
    case 'prefixItems':
    case 'allOf':
      return subs(1);
    case 'anyOf':
    case 'oneOf':
      return subs(2);
    case 'contains':
    case 'not':
    case 'if':
      return sub();
    default:
      return below(4);
  }
};

/** A random schema of any keywords. */
export const schemaOf = (random: Random, depth: number): Schema => {
  const { below, pick, chance } = random;
  const schema: Loose = {};
  if (depth > 0 && chance(0.5)) schema.type = pick(['object', 'object', 'array']);
  const count = below(depth > 1 ? 4 : 3);
  for (let index = 0; index < count; index += 1) {
    const keyword = pick(depth > 0 && chance(0.7) ? WITH_SUBSCHEMAS : KEYWORDS);
    const value = valueOf(random, keyword, depth);
    // References stand alone.
    if (keyword === '$ref') return { $ref: value as string };
    Object.assign(schema, { [keyword]: value });
    if (keyword !== 'if') continue;
    if (chance(0.7)) schema.then = schemaOf(random, depth - 1);
    if (chance(0.5)) schema.else = schemaOf(random, depth - 1);
  }
  // In a loop, Ajv takes an empty list for one that contains what the list before contains.
  if (schema.contains) schema.minItems = Math.max(1, schema.minItems ?? 0);
  return schema;
};

const APPLYING = ['allOf', 'anyOf', 'oneOf'] as const;

/** Removes the references by which a definition would be itself, and not only contain itself. */
const untied = (schema: Schema): Schema => {
  if (schema.$ref !== undefined) return {};
  const copy: Loose = { ...schema };
  for (const keyword of APPLYING) {
    if (copy[keyword]) copy[keyword] = copy[keyword].map(untied);
  }
  for (const keyword of ['not', 'if', 'then', 'else'] as const) {
    if (copy[keyword]) copy[keyword] = untied(copy[keyword]);
  }
  if (copy.dependencies) {
    copy.dependencies = Object.fromEntries(
      Object.entries(copy.dependencies).map(([name, sub]) => [name, untied(sub)]),
    );
  }
  return copy;
};

/** Random definitions, which contain themselves and each other. */
export const definitionsOf = (random: Random): Definitions =>
  Object.fromEntries(TITLES.map((title) => [title, untied(schemaOf(random, 2))]));

/** A random value: of no schema, or another value with one place changed. */
export const valueNear = (random: Random, value: unknown): unknown => {
  const { below, pick, chance } = random;
  const other = (): unknown =>
    pick<unknown>([...VALUES, { a: 'a', b: null }, { c: [] }, ['a', 'a'], [1, 'b', {}]]);
  if (typeof value !== 'object' || value === null || chance(0.2)) return other();
  if (Array.isArray(value)) {
    const list = [...(value as unknown[])];
    const at = below(list.length + 1);
    const change = below(3);
    if (change === 0) list.splice(at, 1);
    else if (change === 1) list.splice(at, 0, list[below(list.length)] ?? other());
    else if (at < list.length) list[at] = valueNear(random, list[at]);
    return list;
  }
  const entries = Object.entries(value);
  const name = pick([...entries.map(([one]) => one), pick(NAMES)]);
  const rest = entries.filter(([one]) => one !== name);
  if (chance(0.3)) return Object.fromEntries(rest);
  const old = entries.find(([one]) => one === name)?.[1];
  return Object.fromEntries([...rest, [name, valueNear(random, old)]]);
};
