import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { validator } from '@exodus/schemasafe';
import { emitValidators } from '../src/emit/validators.js';
import { FORMATS } from '@jackfield/plugin-kit/formats';
import type { Message, Protocol } from '../src/index.js';
import { branchesOf, isNever, mapSubschemas, NEVER, type Schema } from '../src/schema.js';
import { createRandom, type Random } from '../../test-tools/src/random.js';

type Loose = Record<string, any>; // oxlint-disable-line no-explicit-any -- any schema

const NAMES = ['a', 'b', 'kind', 'constructor', 'x-1', 'q"\n*/'];
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
const PLAIN = ['', 'a', 'bb', 'ccc', '1', 0, 1, 2.5, -3, true, false, null];
const DEEP: readonly unknown[] = [
  [],
  {},
  [1],
  [1, 'a'],
  { a: 1 },
  { a: [{ b: null }] },
  { constructor: 'a' },
  [[], {}],
];
const PATTERNS = ['^a', 'b$', '^[a-c]*$', '\\d', '^x-', '"', '^.{2,}$'];
const STEPS = [1, 2, 5, 0.1, 0.01, 2.5, 0.3, 1e-7];
const NUMBERS = [
  0, 1, 2, 3, 4, 5, 10, -3, 0.1, 0.2, 0.3, 0.7, 2.5, 1.01, 7.3, 4.35, 1e21, 1e-7, 3e-7,
];
const TEXTS: readonly string[] = [
  ...['', 'a', 'bb', 'ccc', '1', 'abc', 'x-1', '"', '😀', '😀a'],
  ...[
    '2020-02-29',
    '2020-02-30',
    '2020-01-31T12:00:00Z',
    '2020-01-31t12:00:00.5+01:00',
    '12:00:00Z',
  ],
  ...['http://a.b/c?d#e', 'a:', 'a b:c', 'x@y.z', 'x@', '::1', '1.2.3.4', '1.2.3.256', 'a.b', '-a'],
  '123e4567-e89b-12d3-a456-426614174000',
];

const KEYWORDS_OF_VALUES = [
  ...['type', 'type', 'enum', 'const', 'limits', 'limits', 'pattern', 'format', 'multipleOf'],
  ...['required', 'uniqueItems', 'never'],
];
const KEYWORDS_OF_SCHEMAS = [
  ...['properties', 'properties', 'patternProperties', 'additionalProperties', 'propertyNames'],
  ...['dependencies', 'prefixItems', 'items', 'contains', 'allOf', 'anyOf', 'oneOf', 'not', 'if'],
  ...['tagged', 'referred', '$ref'],
];

/** Adds a random keyword to a schema. */
const put = (random: Random, schema: Loose, depth: number, titles: readonly string[]): void => {
  const { below, pick, chance } = random;
  const sub = (): Loose => schemaOf(random, depth - 1, titles);
  const subs = (least: number): Loose[] => Array.from({ length: least + below(3) }, sub);
  const keyword = pick(
    depth > 0 ? [...KEYWORDS_OF_VALUES, ...KEYWORDS_OF_SCHEMAS] : KEYWORDS_OF_VALUES,
  );
  const value = (): unknown => (chance(0.7) ? pick(PLAIN) : pick(DEEP));
  switch (keyword) {
    case 'type':
      schema['type'] = chance(0.7) ? pick(TYPES) : [...new Set([pick(TYPES), pick(TYPES)])];
      break;
    case 'enum':
      schema['enum'] = [
        ...new Map(
          Array.from({ length: 1 + below(4) }, value).map((one) => [JSON.stringify(one), one]),
        ).values(),
      ];
      break;
    case 'const':
      schema['const'] = value();
      break;
    case 'limits': {
      const limits = ['Length', 'Items', 'Properties', 'imum'];
      const limit = `${pick(['min', 'max'])}${pick(limits)}`;
      const isExclusive = limit.endsWith('imum') && chance(0.5);
      schema[isExclusive ? limit.replace('m', 'exclusiveM') : limit] = below(4);
      break;
    }
    case 'pattern':
      schema['pattern'] = pick(PATTERNS);
      break;
    case 'format':
      schema['format'] = pick([...FORMATS.keys(), 'color']);
      break;
    case 'multipleOf':
      schema['multipleOf'] = pick(STEPS);
      break;
    case 'required':
      schema['required'] = [...new Set([pick(NAMES), pick(NAMES)])];
      break;
    case 'uniqueItems':
      schema['uniqueItems'] = chance(0.9);
      break;
    case 'never':
      if (chance(0.3)) schema['not'] = {};
      break;
    case 'properties':
    case 'patternProperties':
    case 'dependencies': {
      const names = keyword === 'patternProperties' ? PATTERNS : NAMES;
      schema[keyword] = {
        ...(schema[keyword] as object),
        [pick(names)]: sub(),
        [pick(names)]: sub(),
      };
      break;
    }
    case 'prefixItems':
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      schema[keyword] = subs(1);
      break;
    case 'if':
      schema['if'] = sub();
      if (chance(0.8)) schema['then'] = sub();
      if (chance(0.8)) schema['else'] = sub();
      break;
    case 'tagged': {
      const name = pick(NAMES);
      const tags = [...new Set([pick(PLAIN), pick(PLAIN), pick(PLAIN)])];
      const branches = tags.map((tag) => {
        const properties = { a: sub(), [name]: chance(0.7) ? { const: tag } : { enum: [tag] } };
        const branch = { type: 'object', required: chance(0.8) ? [name] : [], properties };
        return chance(0.2) ? { allOf: [branch, sub()] } : branch;
      });
      const others = [
        { type: 'null' },
        { type: 'string', minLength: 1 },
        { type: 'string' },
      ].filter(() => chance(0.2));
      schema[pick(['anyOf', 'oneOf'])] = [...others, ...branches];
      if (chance(0.3)) schema['type'] = 'object';
      break;
    }
    case 'referred':
      schema[pick(['anyOf', 'oneOf'])] = [
        ...titles.filter(() => chance(0.8)).map((title) => ({ $ref: title })),
        chance(0.5) ? { type: pick(TYPES) } : sub(),
      ];
      break;
    case '$ref':
      for (const one of Object.keys(schema)) delete schema[one];
      schema['$ref'] = pick(titles);
      break;
    default:
      schema[keyword] = chance(0.2) ? NEVER : sub();
  }
};

const schemaOf = (random: Random, depth: number, titles: readonly string[]): Loose => {
  const schema: Loose = {};
  if (depth > 0 && random.chance(0.5)) schema['type'] = random.pick(['object', 'object', 'array']);
  const count = random.below(depth > 1 ? 4 : 3);
  for (let index = 0; index < count && schema['$ref'] === undefined; index += 1)
    put(random, schema, depth, titles);
  return schema;
};

/** Removes the references by which a definition would be itself, and not only contain itself. */
const untie = (schema: Loose): void => {
  delete schema['$ref'];
  for (const branch of [...branchesOf(schema), ...[schema['not'] ?? []].flat()])
    untie(branch as Loose);
};

type Definitions = Readonly<Record<string, Loose>>;

/** The schemas that apply, or may apply, to the same value. */
const layersOf = (schema: Loose, definitions: Definitions): readonly Loose[] =>
  schema['$ref'] === undefined
    ? [schema, ...branchesOf(schema).flatMap((branch) => layersOf(branch, definitions))]
    : layersOf(definitions[schema['$ref'] as string] as Loose, definitions);

/** A value that schemas may allow, made of what they mention. */
const bodyOf = (
  random: Random,
  schemas: readonly Loose[],
  definitions: Definitions,
  depth: number,
): unknown => {
  const { below, pick, chance } = random;
  const layers = schemas.flatMap((schema) => layersOf(schema, definitions));
  const values = layers.flatMap((layer) => [
    ...((layer['enum'] ?? []) as unknown[]),
    ...(layer['const'] === undefined ? [] : [layer['const'] as unknown]),
  ]);
  if (values.length > 0 && chance(0.7)) return structuredClone(pick(values));
  const types = layers.flatMap(({ type }) => [type ?? []].flat() as string[]);
  const mentions = (...keywords: readonly string[]): boolean =>
    layers.some((layer) => keywords.some((keyword) => layer[keyword] !== undefined));
  const likely =
    types.length > 0 && chance(0.9)
      ? pick(types)
      : mentions(
            'properties',
            'required',
            'additionalProperties',
            'patternProperties',
            'dependencies',
          )
        ? 'object'
        : mentions('items', 'prefixItems', 'contains', 'uniqueItems')
          ? 'array'
          : pick(TYPES);
  const inner = (subs: readonly Loose[]): unknown =>
    depth > 0 ? bodyOf(random, subs, definitions, depth - 1) : pick(PLAIN);
  switch (likely) {
    case 'object': {
      const named = layers.flatMap((layer) => [
        ...Object.keys((layer['properties'] ?? {}) as object),
        ...((layer['required'] ?? []) as string[]),
        ...Object.keys((layer['dependencies'] ?? {}) as object),
      ]);
      const share = pick([0.3, 0.7, 1]);
      const names = [...new Set(named)].filter(() => chance(share));
      if (chance(0.4)) names.push(pick([...NAMES, 'abb', '12']));
      return Object.fromEntries(
        names.map((name) => [
          name,
          inner(
            layers.flatMap((layer) => {
              const own = Object.entries((layer['properties'] ?? {}) as Loose)
                .filter(([key]) => key === name)
                .map(([, sub]) => sub as Loose);
              const matched = Object.entries((layer['patternProperties'] ?? {}) as Loose)
                .filter(([pattern]) => new RegExp(pattern, 'u').test(name))
                .map(([, sub]) => sub as Loose);
              const known = [...own, ...matched];
              return known.length > 0 ? known : ((layer['additionalProperties'] ?? []) as Loose[]);
            }),
          ),
        ]),
      );
    }
    case 'array':
      return Array.from({ length: below(5) }, (_, index) =>
        inner(
          layers.flatMap((layer) => {
            const first = (layer['prefixItems'] as Loose[] | undefined)?.[index];
            return [first ?? layer['items'] ?? [], layer['contains'] ?? []].flat() as Loose[];
          }),
        ),
      );
    case 'string':
      return pick(TEXTS);
    case 'number':
      return pick(NUMBERS);
    case 'integer':
      return pick([0, 1, 2, 3, 5, -3, 100]);
    case 'boolean':
      return chance(0.5);
    default:
      return null;
  }
};

/** The same value with one place changed, left out, or added to. */
const mutated = (random: Random, value: unknown): unknown => {
  const { pick, chance } = random;
  const other = (): unknown => structuredClone(pick([...PLAIN, ...DEEP, ...NUMBERS]));
  if (typeof value !== 'object' || value === null || chance(0.15)) return other();
  const entries = Object.entries(value as object);
  const index = random.below(entries.length + 1);
  const [found] = entries.slice(index, index + 1);
  if (found === undefined) entries.push([pick([...NAMES, 'z']), other()]);
  else if (chance(0.3)) entries.splice(index, 1);
  else found[1] = mutated(random, found[1]);
  return Array.isArray(value)
    ? entries.map(([, item]) => item as unknown)
    : Object.fromEntries(entries);
};

/** Keywords of which one depends on the other. */
const TOGETHER = [
  ['properties', 'patternProperties', 'additionalProperties'],
  ['items', 'additionalItems'],
  ['if', 'then', 'else'],
];

/**
 * Converts schemas to draft-07, with each keyword in a definition of its own: schemasafe refuses keywords
 * that do not apply to the types beside them. It shares nothing with `strip`, which is tested here.
 */
const createDraft07 = () => {
  const definitions: Loose = {};
  const convert = (schema: Schema): object | boolean => {
    if (isNever(schema)) return false;
    if (schema.$ref !== undefined) return { $ref: `#/definitions/${schema.$ref}` };
    const { prefixItems, items, format, ...rest } = mapSubschemas(
      schema,
      (sub) => convert(sub) as Schema,
    );
    const all = {
      ...rest,
      ...(FORMATS.has(format as string) ? { format } : {}),
      ...((prefixItems ?? items) === undefined ? {} : { items: prefixItems ?? items }),
      ...(prefixItems && items !== undefined ? { additionalItems: items } : {}),
    };
    const parts: Loose[] = [];
    for (const [keyword, value] of Object.entries(all)) {
      const group = TOGETHER.find((list) => list.includes(keyword));
      const known = parts.find((part) => group?.some((other) => other in part));
      if (known === undefined) parts.push({ [keyword]: value });
      else known[keyword] = value;
    }
    if (parts.length === 0) return true;
    return {
      allOf: parts.map((part) => {
        const name = `part${Object.keys(definitions).length}`;
        definitions[name] = part;
        return { $ref: `#/definitions/${name}` };
      }),
    };
  };
  return { convert, definitions };
};

interface Guard {
  (value: unknown): boolean;
  readonly errors?: readonly { readonly pointer: string; readonly keyword: string }[];
}

/** Generates the validators of schemas by title, and loads them. */
export const loadValidators = async (
  schemas: Readonly<Record<string, object>>,
  definitions: Readonly<Record<string, object>>,
  folder: string,
): Promise<Readonly<Record<string, Guard>>> => {
  const text = await emitValidators({
    wire: { title: 'Random' },
    messages: Object.entries(schemas).map(
      ([title, schema]) => ({ live: true, body: { title, required: true, schema } }) as Message,
    ),
    definitions: Object.entries(definitions).map(([title, schema]) => ({
      file: `${title}.json`,
      title,
      schema: schema as Schema,
    })),
  } as unknown as Protocol);
  const file = join(folder, `validators-${Object.keys(schemas)[0]}.mjs`);
  await writeFile(file, text);
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Readonly<
    Record<string, Guard>
  >;
};

/** A body on which our validators and those of schemasafe do not agree. */
export interface Difference {
  readonly seed: number;
  readonly schema: object;
  readonly definitions: object;
  readonly body: unknown;
  readonly ours: boolean;
}

export interface Agreement {
  readonly differences: readonly Difference[];
  readonly bodies: number;
  readonly valid: number;
  /** Schemas of which some bodies are valid and others are not. */
  readonly mixed: number;
  readonly keywords: ReadonlySet<string>;
}

const keywordsIn = (schema: Loose, found: Set<string>): void => {
  for (const keyword of Object.keys(schema)) found.add(keyword);
  mapSubschemas(schema, (sub) => {
    keywordsIn(sub, found);
    return sub;
  });
};

/** Compares our validators with those of schemasafe, on random and mutated bodies of random schemas. */
export const compare = async (
  first: number,
  count: number,
  bodies: number,
  folder: string,
): Promise<Agreement> => {
  const cases = Array.from({ length: count }, (_, index) => {
    const seed = first + index;
    const random = createRandom(seed);
    const titles = [`S${seed}A`, `S${seed}B`] as const;
    const definitions: Definitions = Object.fromEntries(
      titles.map((title) => [title, schemaOf(random, 2, titles)]),
    );
    const isTagged = random.chance(0.4);
    for (const [title, definition] of Object.entries(definitions)) {
      untie(definition);
      // Objects with different tags.
      if (!isTagged) continue;
      const properties = definition['properties'] as object | undefined;
      definition['type'] = 'object';
      definition['required'] = ['kind'];
      definition['properties'] = { ...properties, kind: { const: title } };
    }
    return { seed, random, definitions, schema: schemaOf(random, 3, titles), title: `S${seed}` };
  });
  const guards = await loadValidators(
    Object.fromEntries(cases.map(({ title, schema }) => [title, schema])),
    Object.assign({}, ...cases.map(({ definitions }) => definitions)) as Definitions,
    folder,
  );
  const differences: Difference[] = [];
  const keywords = new Set<string>();
  let valid = 0;
  let mixed = 0;
  for (const { seed, random, definitions, schema, title } of cases) {
    for (const one of [schema, ...Object.values(definitions)]) keywordsIn(one, keywords);
    const guard = guards[`is${title}`] as Guard;
    const draft07 = createDraft07();
    for (const [name, one] of Object.entries(definitions))
      draft07.definitions[name] = draft07.convert(one);
    const whole = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      allOf: [draft07.convert(schema)],
      definitions: draft07.definitions,
    };
    const judge = validator(whole as never, {
      mode: 'lax',
      formats: Object.fromEntries(
        [...FORMATS].map(([name, { pattern }]) => [name, (text: string) => pattern.test(text)]),
      ),
    });
    let body: unknown;
    let passed = 0;
    for (let index = 0; index < bodies; index += 1) {
      body = index % 3 === 2 ? mutated(random, body) : bodyOf(random, [schema], definitions, 3);
      const ours = guard(body);
      const theirs = judge(body as never);
      if (ours) passed += 1;
      if (ours !== theirs || ours !== (guard.errors?.length === 0))
        differences.push({ seed, schema, definitions, body, ours });
    }
    valid += passed;
    if (passed > 0 && passed < bodies) mixed += 1;
  }
  return { differences, bodies: count * bodies, valid, mixed, keywords };
};
