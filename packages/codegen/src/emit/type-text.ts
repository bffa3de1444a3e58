import { valuesOf } from '@jackfield/plugin-kit/union-tags';
import { isObject } from '@jackfield/plugin-kit/json';
import type { Json } from '../json.js';
import { isNever, NEVER, type Schema } from '../schema.js';
import { commentOf } from './comment.js';

/** A type as its alternatives, which are code: `unknown` is the only one of its list, and `never` has none. */
type Type = readonly string[];

/** What the schemas around a branch say about the value that they share. */
interface Outer {
  readonly types?: readonly string[];
  readonly required: readonly string[];
}

const UNKNOWN: Type = ['unknown'];

const isUnknown = (type: Type): boolean => type[0] === 'unknown';

const textOf = (type: Type): string => {
  if (type.length === 0) return 'never';
  return type.length === 1 ? (type[0] as string) : `(${type.join(' | ')})`;
};

const unionOf = (types: readonly Type[]): Type =>
  types.some(isUnknown) ? UNKNOWN : [...new Set(types.flat())];

const intersectionOf = (types: readonly Type[]): Type => {
  const texts = new Map(types.map((type) => [textOf(type), type]));
  texts.delete('unknown');
  if (texts.has('never')) return [];
  const [only, ...more] = texts.values();
  if (only === undefined) return UNKNOWN;
  return more.length === 0 ? only : [`(${[...texts.keys()].join(' & ')})`];
};

/** Whether a type begins with an operator, which an array cannot follow. */
const itemText = (type: Type): string => {
  const text = textOf(type);
  return text.startsWith('readonly ') ? `(${text})` : text;
};

const keyText = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);

const block = (lines: readonly string[]): string =>
  `{\n  ${lines.map((line) => line.replaceAll('\n', '\n  ')).join('\n  ')}\n}`;

/** A value of JSON as a type. */
const literal = (value: Json): string => {
  if (Array.isArray(value)) return `readonly [${value.map(literal).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `readonly ${keyText(name)}: ${literal(member as Json)};`,
  );
  return members.length === 0 ? '{ readonly [k: string]: never }' : block(members);
};

/** The type of a value in JSON Schema; integers are numbers. */
export const kindOf = (value: Json): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

export const typesOf = ({ type }: Schema): readonly string[] | undefined =>
  type === undefined ? undefined : [type].flat().map((one) => (one === 'integer' ? 'number' : one));

const OBJECT = [
  'properties',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
] as const;
const ARRAY = ['items', 'prefixItems'] as const;

const WORDS: ReadonlySet<string> = new Set(['title', 'description', 'examples']);

/** Whether a schema has no keyword but these, apart from words. */
const hasOnly = (schema: Schema, ...keywords: readonly (keyof Schema)[]): boolean =>
  Object.keys(schema).every(
    (keyword) => WORDS.has(keyword) || keywords.includes(keyword as keyof Schema),
  );

/** The values that `not` lists, if it does nothing else. */
export const excludedBy = ({ not }: Schema): readonly Json[] | undefined =>
  not !== undefined && hasOnly(not, 'enum', 'const') ? valuesOf(not) : undefined;

/** The members that all inline parts of a schema demand. */
const requiredBy = (schema: Schema): readonly string[] => [
  ...(schema.required ?? []),
  ...(schema.allOf ?? []).flatMap(requiredBy),
];

/** What a pattern like `^x-` says about names; `undefined` for any other pattern. */
export const prefixOf = (pattern: string): string | undefined => /^\^([\w-]+)$/.exec(pattern)?.[1];

/** The names of an object whose keys are listed, as members. */
const withListedNames = (schema: Schema): Schema => {
  const { properties, patternProperties, propertyNames, additionalProperties = {} } = schema;
  const names = propertyNames === undefined ? undefined : valuesOf(propertyNames);
  if (names === undefined || properties !== undefined || patternProperties !== undefined) {
    return schema;
  }
  const members = names
    .filter((name) => typeof name === 'string')
    .map((name) => [name, additionalProperties] as const);
  return { ...schema, properties: Object.fromEntries(members), additionalProperties: NEVER };
};

/** Converts schemas to types; `listOfTitle` returns the values of a definition that lists them. */
export const typePrinter = (listOfTitle: (title: string) => readonly Json[] | undefined) => {
  const objectText = (source: Schema, required: ReadonlySet<string>): string => {
    const schema = withListedNames(source);
    const lines: string[] = [];
    const members = new Map<string, Type>();
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      const type = typeOf(member);
      const isOptional = !required.has(name);
      const all = isOptional ? unionOf([type, ['undefined']]) : type;
      members.set(name, all);
      const isEither = isOptional && all.length > 1 && type.length > 0;
      const text = isEither ? `${textOf(type)} | undefined` : textOf(all);
      lines.push(`${commentOf(member)}readonly ${keyText(name)}${isOptional ? '?' : ''}: ${text};`);
    }
    const { patternProperties = {}, additionalProperties } = schema;
    const patterns = Object.entries(patternProperties).map(
      ([pattern, sub]) => [prefixOf(pattern), typeOf(sub)] as const,
    );
    const isOpen = additionalProperties === undefined;
    const byPrefix = patterns.every(([prefix]) => prefix !== undefined);
    if (patterns.length > 0 && byPrefix && (isOpen || isNever(additionalProperties))) {
      for (const [prefix = '', type] of patterns) {
        // A signature has the types of all members with such names.
        const others = [...members, ...patterns].filter(([name]) => name?.startsWith(prefix));
        const all = unionOf([type, ...others.map(([, other]) => other)]);
        lines.push(`readonly [k: \`${prefix}\${string}\`]: ${textOf(all)};`);
      }
      return block(lines);
    }
    const more = [
      ...patterns.map(([, type]) => type),
      ...(additionalProperties === undefined || isNever(additionalProperties)
        ? []
        : [typeOf(additionalProperties)]),
      ...(isOpen && patterns.length > 0 ? [UNKNOWN] : []),
      ...(isOpen && source.propertyNames !== undefined && members.size === 0 ? [UNKNOWN] : []),
    ];
    if (more.length > 0) {
      const comment = patterns.length > 0 ? '' : commentOf(additionalProperties ?? {});
      const type = textOf(unionOf([...more, ...members.values()]));
      lines.push(`${comment}readonly [k: string]: ${type};`);
    }
    // TypeScript would take any object, and any text, for an object without members.
    const isEmpty = lines.length === 0 && additionalProperties !== undefined;
    if (isEmpty) lines.push('readonly [k: string]: never;');
    return lines.length === 0 ? '{}' : block(lines);
  };

  const arrayText = (schema: Schema): string => {
    const { prefixItems, items = {}, minItems = 0, maxItems = Infinity } = schema;
    if (prefixItems === undefined) {
      return isNever(items) ? 'readonly []' : `readonly ${itemText(typeOf(items))}[]`;
    }
    const first = prefixItems
      .slice(0, maxItems)
      .map((item, index) => itemText(typeOf(item)) + (index < minItems ? '' : '?'));
    const isClosed = isNever(items) || maxItems <= prefixItems.length;
    const rest = isClosed ? [] : [`...${itemText(typeOf(items))}[]`];
    return `readonly [${[...first, ...rest].join(', ')}]`;
  };

  /** The type of the values that a schema lists, without those that `type` and `not` exclude. */
  const listedType = (values: readonly Json[], schema: Schema, outer: Outer): Type => {
    const types = typesOf(schema);
    const excluded = new Set((excludedBy(schema) ?? []).map((value) => JSON.stringify(value)));
    const kept = values.filter((value) => {
      const kind = kindOf(value);
      const isTyped = [types, outer.types].every((list) => list?.includes(kind) ?? true);
      return isTyped && !excluded.has(JSON.stringify(value));
    });
    return [...new Set(kept.map(literal))];
  };

  const typeOf = (schema: Schema, outer: Outer = { required: [] }): Type => {
    if (schema.$ref !== undefined) return [schema.$ref];
    if (isNever(schema)) return [];
    const open = schema['x-open-enum'];
    if (open !== undefined) {
      const others = (typesOf(schema) ?? []).filter((type) => type !== 'string');
      return [...open.map(literal), '(string & {})', ...others];
    }
    const values = valuesOf(schema);
    if (values !== undefined) return listedType(values, schema, outer);

    const excluded = schema.not !== undefined && hasOnly(schema.not, 'type') ? schema.not.type : [];
    const isAllowed = (type: string): boolean =>
      (outer.types?.includes(type) ?? true) && ![excluded].flat().includes(type);
    const declared = typesOf(schema)?.filter(isAllowed);
    if (declared?.length === 0) return [];

    const isObjects = OBJECT.some((keyword) => schema[keyword] !== undefined);
    const isArrays = ARRAY.some((keyword) => schema[keyword] !== undefined);
    const shapes = [...(isObjects ? ['object'] : []), ...(isArrays ? ['array'] : [])];
    const implied = shapes.filter(isAllowed);
    const plain = (outer.types ?? []).filter((type) => type !== 'object' && type !== 'array');
    const kinds = declared ?? (implied.length > 0 ? [...implied, ...plain] : outer.types);

    const required = [...outer.required, ...requiredBy(schema)];
    const types = declared ?? outer.types;
    const inner: Outer = types === undefined ? { required } : { required, types };
    // A value matches one of the two, whatever the condition is.
    const conditional = schema.then && schema.else && [schema.then, schema.else];
    const branches = [
      ...(schema.allOf ?? []).map((branch) => typeOf(branch, inner)),
      ...[schema.anyOf, schema.oneOf, conditional].map((list) =>
        list === undefined ? UNKNOWN : unionOf(list.map((branch) => typeOf(branch, inner))),
      ),
    ].filter((type) => !isUnknown(type));

    const isShaped = kinds?.some((kind) => shapes.includes(kind)) === true;
    const isBare =
      !isShaped && (kinds?.some((kind) => kind === 'object' || kind === 'array') ?? true);
    const isInherited = outer.types !== undefined && kinds?.length === outer.types.length;
    const isOmitted = (isBare && isInherited) || (!isShaped && branches.length > 0);
    const own: Type =
      kinds === undefined || isOmitted
        ? UNKNOWN
        : kinds.map((kind) => {
            if (kind === 'array') return arrayText(schema);
            if (kind !== 'object') return kind;
            return isObjects
              ? objectText(schema, new Set(required))
              : block(['readonly [k: string]: unknown;']);
          });
    const type = intersectionOf([own, ...branches]);
    return withoutValues(type, schema);
  };

  /** Excludes literals from a definition that lists them. */
  const withoutValues = (type: Type, schema: Schema): Type => {
    const excluded = excludedBy(schema);
    const [title = '', ...more] = type;
    if (excluded === undefined || more.length > 0) return type;
    const listed = new Set(listOfTitle(title)?.map((value) => JSON.stringify(value)));
    const left = excluded.filter((value) => listed.has(JSON.stringify(value)));
    return left.length === 0 ? type : [`Exclude<${title}, ${left.map(literal).join(' | ')}>`];
  };

  return (schema: Schema): string => textOf(typeOf(schema));
};
