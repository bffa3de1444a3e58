import { createRandom, type Random } from '../../../test-tools/src/random.js';
import { Ajv, type ValidateFunction } from 'ajv';
import { AJV_OPTIONS } from '../../src/ajv-options.js';
import { diffProtocols, type Change, type Message, type Protocol } from '../../src/index.js';
import { isNever, MAPS, mapSubschemas, SINGLE, type Schema } from '../../src/schema.js';

interface Loose {
  [keyword: string]: any; // oxlint-disable-line no-explicit-any -- any schema
}

/** A pair of schemas for which `diffProtocols` reports too little, with the body that shows it. */
export interface Miss {
  readonly seed: number;
  readonly flow: 'reads' | 'writes' | 'result';
  readonly what: 'valid no more' | 'valid now';
  readonly old: Described;
  readonly next: Described;
  readonly body: unknown;
  readonly changes: readonly string[];
}

const NAMES = ['a', 'b', 'c', 'constructor'];
/** Names that only patterns or `additionalProperties` foresee. */
const OTHERS = ['z', 'ab', 'x-1'];
const TITLES = ['DefA', 'DefB', 'DefC'];
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
const PLAIN = ['', 'a', 'bb', 'ccc', '1', 0, 1, 2.5, -3, true, false, null];
const VALUES = [...PLAIN, [], ['a'], [1, 1], {}, { a: 1 }, { b: 'a', a: [] }];
const PATTERNS = ['^a', 'b$', '^[a-c]*$', '\\d'];
const NAME_PATTERNS = ['^a', '^x-', '^[a-c]$', 'b'];
const FORMATS = ['date', 'email', 'ipv4'];
const TEXTS = ['', 'a', 'bb', 'ccc', '1', 'abc', 'zzzzz', '2020-01-01', 'a@b.cc', '1.2.3.4'];

const BRANCHES = ['allOf', 'anyOf', 'oneOf'];

const NEVER = (): Loose => ({ not: {} });

const LIMITS = [
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
  ['exclusiveMinimum', 'exclusiveMaximum'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
] as const;

const SIMPLE = [
  ...['type', 'type', 'type', 'limits', 'limits', 'limits', 'enum', 'const', 'pattern', 'format'],
  ...['multipleOf', 'uniqueItems', 'x-open-enum', 'required', 'closed', 'not type'],
];

const NESTED = [
  ...['properties', 'properties', 'properties', 'required', 'items', 'record', 'propertyNames'],
  ...['allOf', 'anyOf', 'conditions', '$ref', '$ref', 'oneOf', 'tagged', 'tagged', 'not', 'if'],
  ...['dependencies', 'patternProperties', 'prefixItems', 'contains', 'map'],
];

/** Adds a random keyword to a schema, or changes it. */
const put = (random: Random, schema: Loose, depth: number): void => {
  const { below, pick, chance } = random;
  const sub = (): Loose => schemaOf(random, depth - 1);
  const names = (): string[] => NAMES.filter(() => chance(0.4));
  const only = (other: Loose): void => {
    for (const keyword of Object.keys(schema)) delete schema[keyword];
    Object.assign(schema, other);
  };
  const keyword = pick([...SIMPLE, ...(depth > 0 ? NESTED : [])]);
  switch (keyword) {
    case 'type':
      schema['type'] = chance(0.7)
        ? pick(TYPES)
        : [...new Set([pick(TYPES), pick(TYPES), pick(TYPES)])];
      if (Array.isArray(schema['type']) && schema['type'].length < 2)
        [schema['type']] = schema['type'];
      break;
    case 'limits':
      schema[pick(pick(LIMITS))] = below(4);
      break;
    case 'multipleOf':
      schema['multipleOf'] = pick([1, 2, 3, 4, 0.5, 0.25, 0.1, 0.3]);
      break;
    case 'uniqueItems':
      schema['uniqueItems'] = chance(0.9);
      break;
    case 'enum':
      schema['enum'] = [...new Set([pick(PLAIN), pick(VALUES), pick(VALUES)])];
      break;
    case 'const':
      schema['const'] = pick(VALUES);
      break;
    case 'pattern':
      schema['pattern'] = pick(PATTERNS);
      break;
    case 'format':
      schema['format'] = pick(FORMATS);
      break;
    case 'x-open-enum':
      only({ type: 'string', 'x-open-enum': [pick(['a', 'bb', 'ccc'])] });
      break;
    case 'required': {
      const required = names();
      if (required.length > 0) schema['required'] = required;
      break;
    }
    case 'closed':
      schema['additionalProperties'] = NEVER();
      break;
    case 'not type':
      schema['not'] = pick([{ type: pick(TYPES) }, { const: pick(VALUES) }, {}]);
      break;
    case 'properties':
      schema['properties'] = { ...(schema['properties'] as object), [pick(NAMES)]: sub() };
      break;
    case 'patternProperties':
      schema['patternProperties'] = {
        ...(schema['patternProperties'] as object),
        [pick(NAME_PATTERNS)]: sub(),
      };
      break;
    case 'dependencies':
      schema['dependencies'] = {
        ...(schema['dependencies'] as object),
        [pick(NAMES)]: chance(0.5) ? { required: [pick(NAMES)] } : sub(),
      };
      break;
    case 'record':
      schema['additionalProperties'] = sub();
      break;
    case 'map':
      only({ type: 'object', additionalProperties: chance(0.3) ? {} : sub() });
      break;
    case 'propertyNames':
      schema['propertyNames'] = pick([
        { enum: [...NAMES.filter(() => chance(0.7)), 'z'] },
        { [pick(['minLength', 'maxLength'])]: below(3) },
        { pattern: pick(NAME_PATTERNS) },
      ]);
      break;
    case 'allOf':
      schema['allOf'] = [sub(), ...(chance(0.5) ? [sub()] : [])];
      break;
    case 'anyOf':
    case 'oneOf':
      schema[keyword] = [sub(), sub(), ...(chance(0.3) ? [sub()] : [])];
      break;
    case 'tagged': {
      const branch = (tag: number): Loose => {
        const inner = sub();
        if (inner['$ref'] !== undefined) return inner;
        const properties = { ...(inner['properties'] as object), a: { const: tag } };
        return { ...inner, type: 'object', required: ['a'], properties };
      };
      only({ [pick(['oneOf', 'oneOf', 'anyOf'])]: [branch(1), branch(0)] });
      break;
    }
    case 'conditions':
      schema['anyOf'] = [{ required: [pick(NAMES)] }, { required: [pick(NAMES)] }];
      break;
    case 'if':
      schema['if'] = chance(0.5) ? { required: [pick(NAMES)] } : sub();
      if (chance(0.8)) schema['then'] = sub();
      if (chance(0.5)) schema['else'] = sub();
      break;
    case 'prefixItems':
      schema['prefixItems'] = [sub(), ...(chance(0.5) ? [sub()] : [])];
      if (chance(0.4)) schema['items'] = chance(0.5) ? NEVER() : sub();
      break;
    case '$ref':
      only({ $ref: pick(TITLES) });
      break;
    default:
      schema[keyword] = sub();
  }
};

const schemaOf = (random: Random, depth: number): Loose => {
  const schema: Loose = {};
  if (depth > 0 && random.chance(0.5)) schema['type'] = random.pick(['object', 'object', 'array']);
  const count = random.below(depth > 1 ? 4 : 3);
  for (
    let index = 0;
    index < count && schema['$ref'] === undefined && schema['x-open-enum'] === undefined;
    index += 1
  )
    put(random, schema, depth);
  return schema;
};

const list = (schemas: unknown): readonly Loose[] =>
  schemas === undefined ? [] : ([schemas].flat() as Loose[]);

const valuesIn = (map: unknown): readonly Loose[] => Object.values((map ?? {}) as Loose) as Loose[];

/** All schemas within a schema, and itself. */
const within = (schema: Loose): readonly Loose[] => [
  schema,
  ...[
    ...MAPS.flatMap((keyword) => valuesIn(schema[keyword])),
    ...[...BRANCHES, ...SINGLE, 'prefixItems'].flatMap((keyword) => list(schema[keyword])),
  ].flatMap(within),
];

/** A schema and its branches, and what they exclude. */
const atSameValue = (schema: Loose): readonly Loose[] => [
  schema,
  ...[
    ...[...BRANCHES, 'not', 'if', 'then', 'else'].flatMap((keyword) => list(schema[keyword])),
    ...valuesIn(schema['dependencies']),
  ].flatMap(atSameValue),
];

/** Removes the references by which a definition would be itself, and not only contain itself. */
const untie = (definitions: Definitions): void => {
  for (const definition of Object.values(definitions)) {
    for (const sub of atSameValue(definition)) delete sub['$ref'];
  }
};

/** Lets definitions contain each other, and a schema refer to them. */
const tie = (random: Random, schema: Loose, definitions: Definitions): void => {
  const { pick, chance } = random;
  const refer = (to: Loose): void => {
    const ref = chance(0.8)
      ? { $ref: pick(TITLES) }
      : { anyOf: [{ $ref: pick(TITLES) }, { type: 'null' }] };
    const keyword = pick(['properties', 'properties', 'items', 'additionalProperties', 'contains']);
    if (to['$ref'] === undefined) {
      to[keyword] =
        keyword === 'properties' ? { ...(to[keyword] as object), [pick(NAMES)]: ref } : ref;
    }
  };
  for (const definition of Object.values(definitions)) if (chance(0.7)) refer(definition);
  refer(schema);
};

/** Changes one place of a schema. */
const mutate = (random: Random, root: Loose): void => {
  const { pick, chance } = random;
  const schema = pick(within(root));
  const keywords = Object.keys(schema);
  const isAlone = schema['$ref'] !== undefined || schema['x-open-enum'] !== undefined;
  if (keywords.length > 0 && !isAlone && chance(0.3)) {
    delete schema[pick(keywords)];
    return;
  }
  if (chance(0.12)) {
    const copy = { ...schema };
    for (const keyword of keywords) delete schema[keyword];
    schema[pick(BRANCHES)] = [copy, schemaOf(random, 1)];
    return;
  }
  const longer = ['required', 'enum', 'allOf', 'anyOf', 'oneOf', 'prefixItems'].filter(
    (keyword) => Array.isArray(schema[keyword]) && (schema[keyword] as unknown[]).length > 1,
  );
  if (longer.length > 0 && chance(0.4)) {
    const keyword = pick(longer);
    schema[keyword] = (schema[keyword] as unknown[]).slice(1);
    return;
  }
  const branches = BRANCHES.filter((keyword) => schema[keyword] !== undefined);
  if (branches.length > 0 && chance(0.3)) {
    const keyword = pick(branches);
    const subs = schema[keyword];
    delete schema[keyword];
    schema[pick(BRANCHES)] = chance(0.5) ? subs : [...(subs as Loose[]), schemaOf(random, 1)];
    return;
  }
  if (isAlone) for (const keyword of keywords) delete schema[keyword];
  put(random, schema, 1);
};

type Definitions = Readonly<Record<string, Loose>>;

/** The schemas that apply at one place, or may apply there, or are excluded there. */
const layersOf = (
  schemas: readonly Loose[],
  definitions: Definitions,
  seen: Set<Loose> = new Set(),
): readonly Loose[] =>
  schemas.flatMap(atSameValue).flatMap((schema) => {
    const target = definitions[schema['$ref'] as string];
    if (target === undefined) return [schema];
    if (seen.has(target)) return [];
    seen.add(target);
    return layersOf([target], definitions, seen);
  });

const has = (map: unknown, name: string): boolean =>
  map !== undefined && Object.hasOwn(map as object, name);

/** The schemas of a member. */
const forMember = (layer: Loose, name: string): readonly Loose[] => {
  const { properties, patternProperties, additionalProperties } = layer;
  const found = [
    ...(has(properties, name) ? [properties[name] as Loose] : []),
    ...Object.entries((patternProperties ?? {}) as Record<string, Loose>).flatMap(([text, sub]) =>
      new RegExp(text, 'u').test(name) ? [sub] : [],
    ),
  ];
  return found.length > 0 ? found : list(additionalProperties);
};

/** The schemas of an item. */
const forItem = ({ prefixItems = [], items, contains }: Loose, index: number): readonly Loose[] => [
  ...list((prefixItems as Loose[])[index] ?? items),
  ...list(contains),
];

const namesOf = (layers: readonly Loose[]): ReadonlySet<string> =>
  new Set(
    layers.flatMap(({ properties = {}, required = [], dependencies = {}, propertyNames = {} }) => [
      ...Object.keys(properties as object),
      ...(required as string[]),
      ...Object.keys(dependencies as object),
      ...((propertyNames.enum ?? []) as string[]),
    ]),
  );

/** Whether schemas mention every member of a body: a name that they do not know was never sent. */
const isForeseen = (
  body: unknown,
  schemas: readonly Loose[],
  definitions: Definitions,
): boolean => {
  if (typeof body !== 'object' || body === null) return true;
  const layers = layersOf(schemas, definitions);
  if (Array.isArray(body)) {
    return body.every((item, index) =>
      isForeseen(
        item,
        layers.flatMap((layer) => forItem(layer, index)),
        definitions,
      ),
    );
  }
  // A value that a schema names as a whole is foreseen as a whole.
  const text = JSON.stringify(body);
  const isNamed = layers.some((layer) =>
    [...((layer['enum'] ?? []) as unknown[]), layer['const']].some(
      (value) => JSON.stringify(value) === text,
    ),
  );
  if (isNamed) return true;
  const names = namesOf(layers);
  return Object.entries(body).every(([name, member]) => {
    const own = layers.flatMap((layer) => forMember(layer, name)).filter((sub) => !isNever(sub));
    return (names.has(name) || own.length > 0) && isForeseen(member, own, definitions);
  });
};

/** A value that schemas may allow, made of what they mention. */
const bodyOf = (
  random: Random,
  schemas: readonly Loose[],
  definitions: Definitions,
  depth: number,
): unknown => {
  const { below, pick, chance } = random;
  const layers = layersOf(schemas, definitions);
  const values = layers.flatMap(({ enum: several = [], const: one }) =>
    one === undefined ? (several as unknown[]) : [...(several as unknown[]), one],
  );
  if (values.length > 0 && chance(0.7)) return pick(values);
  const types = layers.flatMap(({ type }) => (type === undefined ? [] : [type].flat()) as string[]);
  const mentions = (...keywords: readonly string[]): boolean =>
    layers.some((layer) => keywords.some((keyword) => layer[keyword] !== undefined));
  const isObject = mentions('required', 'additionalProperties', 'minProperties', ...MAPS);
  const isArray = mentions('items', 'prefixItems', 'contains', 'minItems', 'uniqueItems');
  const type =
    chance(0.9) && types.length > 0
      ? pick(types)
      : isObject && chance(0.8)
        ? 'object'
        : isArray && chance(0.8)
          ? 'array'
          : pick(TYPES);
  const inner = (subs: readonly Loose[]): unknown =>
    depth > 0 ? bodyOf(random, subs, definitions, depth - 1) : pick(PLAIN);
  switch (type) {
    case 'object': {
      const names = new Set(namesOf(layers));
      const required = new Set(layers.flatMap((layer) => (layer['required'] ?? []) as string[]));
      if (mentions('additionalProperties', 'patternProperties')) {
        for (const name of [pick(NAMES), pick(OTHERS), pick(OTHERS)]) names.add(name);
      }
      const share = pick([0.2, 0.6, 1]);
      const members = [...names].filter((name) =>
        required.has(name) ? chance(0.9) : chance(share),
      );
      return Object.fromEntries(
        members.map((name) => [name, inner(layers.flatMap((layer) => forMember(layer, name)))]),
      );
    }
    case 'array': {
      const length = below(5);
      const items = Array.from({ length }, (_, index) =>
        inner(layers.flatMap((layer) => forItem(layer, index))),
      );
      return length > 1 && chance(0.2) ? [...items.slice(1), items[1]] : items;
    }
    case 'string':
      return pick(TEXTS);
    case 'number':
      return pick([0, 1, 2, 3, 2.5, -3, 100, 0.1, 0.6, 4, 0.25]);
    case 'integer':
      return pick([0, 1, 2, 3, 4, 6, -3, 100]);
    case 'boolean':
      return chance(0.5);
    default:
      return null;
  }
};

const createAjv = (): Ajv =>
  // Without `allErrors`, Ajv skips what follows a tuple where an array is empty.
  new Ajv({ ...AJV_OPTIONS, code: { optimize: false } });

let ajv = createAjv();
let compiled = 0;

/** A schema of the model as draft-07 has it. */
const asDraft07 = (schema: Schema): object => {
  if (schema.$ref !== undefined) return { $ref: `#/definitions/${schema.$ref}` };
  const { prefixItems, items, ...rest } = mapSubschemas(
    // Within a list, Ajv takes an empty array for one that contains what the array before it does.
    schema.contains === undefined
      ? schema
      : { ...schema, minItems: Math.max(1, schema.minItems ?? 0) },
    (sub) => asDraft07(sub) as Schema,
  );
  if (prefixItems === undefined) return { ...rest, ...(items && { items }) };
  return { ...rest, items: prefixItems, ...(items && { additionalItems: items }) };
};

/** Compiles a schema with its definitions. Ajv throws at one that draft-07 does not allow. */
const judge = (schema: Loose, definitions: Definitions): ValidateFunction => {
  const linked = Object.entries(definitions).map(
    ([title, sub]) => [title, asDraft07(sub as Schema)] as const,
  );
  // An instance keeps what it compiled, so that it is replaced from time to time.
  compiled += 1;
  if (compiled % 500 === 0) ajv = createAjv();
  // A reference hides what is beside it, so the schema is a branch.
  return ajv.compile({
    allOf: [asDraft07(schema as Schema)],
    definitions: Object.fromEntries(linked),
  });
};

const FLOWS = {
  reads: ['notice', 'body'],
  writes: ['enrol', 'body'],
  result: ['ask', 'result'],
} as const;

/** A schema with the definitions that it refers to. */
export interface Described {
  readonly schema: Loose;
  readonly definitions: Definitions;
}

/** The protocol with a schema as one part of one message. */
const protocolOf = (
  base: Protocol,
  flow: Miss['flow'],
  { schema, definitions }: Described,
): Protocol => {
  const [name, member] = FLOWS[flow];
  return {
    ...base,
    messages: [
      {
        ...(base.messages.find((message) => message.name === name) as Message),
        [member]: { title: 'X', required: true, schema: schema as Schema },
      },
    ],
    definitions: Object.entries(definitions).map(([title, definition]) => ({
      file: `shared/${title}.json`,
      title,
      schema: definition as Schema,
    })),
  };
};

/** What a comparison reports of two schemas. */
export const compare = (
  base: Protocol,
  flow: Miss['flow'],
  old: Described,
  next: Described,
): readonly Change[] => diffProtocols(protocolOf(base, flow, old), protocolOf(base, flow, next));

const breaks = (change: Change): boolean => change.breaks.length > 0;

/** Whether a definition that a schema refers to contains itself. */
const isRecursive = ({ schema, definitions }: Described): boolean => {
  const refsOf = (one: Loose): readonly string[] =>
    within(one).flatMap((sub) => (sub['$ref'] ?? []) as string);
  const reachedBy = (titles: readonly string[]): ReadonlySet<string> => {
    const reached = new Set<string>();
    const queue = [...titles];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      queue.push(...refsOf(definitions[next] as Loose));
    }
    return reached;
  };
  return [...reachedBy(refsOf(schema))].some((title) =>
    reachedBy(refsOf(definitions[title] as Loose)).has(title),
  );
};

export interface Search {
  readonly misses: readonly Miss[];
  readonly pairs: number;
  /** Pairs for which a change was reported that breaks code. */
  readonly reported: number;
  /** Of some of those, how many Ajv judged, and how many have a body that shows it. */
  readonly sampled: number;
  readonly broken: number;
  /** How many pairs contain each keyword, or a definition that contains itself. */
  readonly keywords: ReadonlyMap<string, number>;
}

/** Of the pairs with a reported change, one in so many is judged by Ajv. */
const SAMPLE = 8;

/** Compares pairs of random schemas, and looks for bodies that show what was not reported. */
export const search = (base: Protocol, first: number, count: number): Search => {
  const misses: Miss[] = [];
  const keywords = new Map<string, number>();
  let [reported, sampled, broken] = [0, 0, 0];
  for (let seed = first; seed < first + count; seed += 1) {
    const random = createRandom(seed);
    const definitions = Object.fromEntries(TITLES.map((title) => [title, schemaOf(random, 2)]));
    untie(definitions);
    const old: Described = { schema: schemaOf(random, 3), definitions };
    if (random.chance(0.5)) tie(random, old.schema, definitions);
    const next = structuredClone(old) as Described;
    const changes = 1 + random.below(2);
    for (let index = 0; index < changes; index += 1) {
      const target = random.chance(0.7) ? next.schema : random.pick(valuesIn(next.definitions));
      mutate(random, target);
      untie(next.definitions);
    }
    const used = [next.schema, ...valuesIn(next.definitions)].flatMap(within).flatMap(Object.keys);
    if (isRecursive(next)) used.push('recursion');
    for (const keyword of new Set(used)) keywords.set(keyword, (keywords.get(keyword) ?? 0) + 1);

    const flow = random.pick(['reads', 'writes', 'result'] as const);
    const found = compare(base, flow, old, next);
    const isReported = found.some(breaks);
    if (isReported) reported += 1;
    if (isReported && seed % SAMPLE > 0) continue;
    if (isReported) sampled += 1;
    const shown = showDifference(random, flow, old, next);
    if (shown === undefined) continue;
    if (isReported) broken += 1;
    else misses.push({ seed, flow, ...shown, old, next, changes: found.map(({ rule }) => rule) });
  }
  return { misses, pairs: count, reported, sampled, broken, keywords };
};

/** Looks for a body that is valid no more, or, where the page reads it, that is valid now. */
const showDifference = (
  random: Random,
  flow: Miss['flow'],
  old: Described,
  next: Described,
): Pick<Miss, 'what' | 'body'> | undefined => {
  const [before, now] = [judge(old.schema, old.definitions), judge(next.schema, next.definitions)];
  for (let index = 0; index < 30; index += 1) {
    const sides = index < 15 ? [old] : index < 22 ? [old, next] : [next];
    const { definitions } = sides[0] as Described;
    const schemas = sides.map(({ schema }) => schema);
    const body = bodyOf(random, schemas, definitions, 3);
    const what = differenceOf(flow, old, next, body, before, now);
    if (what !== undefined) return { what, body };
  }
  return undefined;
};

/** How a body shows that a change breaks code. A body has no members that its schemas do not foresee. */
const differenceOf = (
  flow: Miss['flow'],
  old: Described,
  next: Described,
  body: unknown,
  before: ValidateFunction,
  now: ValidateFunction,
): Miss['what'] | undefined => {
  const [was, is] = [before(body), now(body)];
  if (was && !is && isForeseen(body, [old.schema], old.definitions)) return 'valid no more';
  const isNew = flow === 'reads' && !was && is;
  return isNew && isForeseen(body, [next.schema], next.definitions) ? 'valid now' : undefined;
};

/** Returns every value that is a little smaller than a JSON value, and the path of what it lacks. */
function* pathsOf(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    yield [...path, name];
    yield* pathsOf(inner, [...path, name]);
  }
}

/** Removes what is at a path; `false` if there is nothing. */
const removeAt = (root: unknown, path: readonly string[]): boolean => {
  let parent: unknown = root;
  for (const name of path.slice(0, -1)) parent = (parent as Loose | undefined)?.[name];
  const name = path.at(-1) as string;
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, name)) return false;
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete (parent as Loose)[name];
  return true;
};

/** Whether a comparison misses what a body shows. */
export const isMiss = (base: Protocol, { flow, old, next, body, what }: Miss): boolean => {
  try {
    const [before, now] = [
      judge(old.schema, old.definitions),
      judge(next.schema, next.definitions),
    ];
    return (
      differenceOf(flow, old, next, body, before, now) === what &&
      !compare(base, flow, old, next).some(breaks)
    );
  } catch {
    // A part is gone that something else needs.
    return false;
  }
};

/** Drops keywords and members from both sides, from one of them, and from the body, while the miss remains. */
export const shrink = (base: Protocol, miss: Miss): Miss => {
  let best = miss;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    const paths = [
      ...[...pathsOf(best.old)].map((path) => [
        ['old', ...path],
        ['next', ...path],
      ]),
      ...[...pathsOf(best.old)].map((path) => [['old', ...path]]),
      ...[...pathsOf(best.next)].map((path) => [['next', ...path]]),
      ...[...pathsOf(best.body)].map((path) => [['body', ...path]]),
    ];
    for (const these of paths) {
      const smaller = structuredClone(best) as Miss;
      if (!these.every((path) => removeAt(smaller, path)) || !isMiss(base, smaller)) continue;
      best = smaller;
      isSmaller = true;
      break;
    }
  }
  return best;
};
