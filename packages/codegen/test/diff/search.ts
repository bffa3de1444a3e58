import { Ajv, type ValidateFunction } from 'ajv';
import { diffProtocols, type Change, type Message, type Protocol } from '../../src/index.js';
import { mapSubschemas, type Schema } from '../../src/schema.js';

interface Loose {
  [keyword: string]: any; // oxlint-disable-line no-explicit-any -- any schema
}

/** A pair of schemas for which `diffProtocols` reports too little, with the body that shows it. */
export interface Miss {
  readonly seed: number;
  readonly flow: 'reads' | 'writes' | 'result';
  readonly what: 'valid no more' | 'valid now';
  readonly old: object;
  readonly next: object;
  readonly body: unknown;
  readonly changes: readonly string[];
}

/** Numbers from a seed: the same ones on every machine. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  return { below, pick, chance: (share: number): boolean => next() < share };
};

export interface Random {
  readonly below: (count: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly chance: (share: number) => boolean;
}

const NAMES = ['a', 'b', 'c', 'constructor'];
const TITLES = ['DefA', 'DefB'];
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
const VALUES = ['', 'a', 'bb', 'ccc', '1', 0, 1, 2.5, -3, true, false, null];
const PATTERNS = ['^a', 'b$', '^[a-c]*$', '\\d'];

/** Adds a random keyword to a schema, or changes it. */
const put = (random: Random, schema: Loose, depth: number): void => {
  const { below, pick, chance } = random;
  const sub = (): Loose => schemaOf(random, depth - 1);
  const names = (): string[] => NAMES.filter(() => chance(0.4));
  const keywords = [
    'type',
    'type',
    'limits',
    'limits',
    'enum',
    'const',
    'pattern',
    'x-open-enum',
    'required',
    ...(depth > 0
      ? [
          'properties',
          'properties',
          'required',
          'items',
          'record',
          'propertyNames',
          'allOf',
          'anyOf',
          'conditions',
          '$ref',
        ]
      : []),
  ];
  switch (pick(keywords)) {
    case 'type':
      schema['type'] = chance(0.7)
        ? pick(TYPES)
        : [...new Set([pick(TYPES), pick(TYPES), pick(TYPES)])];
      if (Array.isArray(schema['type']) && schema['type'].length < 2)
        [schema['type']] = schema['type'];
      break;
    case 'limits': {
      const [low, high] = pick([
        ['minLength', 'maxLength'],
        ['minimum', 'maximum'],
        ['minItems', 'maxItems'],
      ]);
      schema[pick([low, high]) as string] = below(4);
      break;
    }
    case 'enum':
      schema['enum'] = [...new Set([pick(VALUES), pick(VALUES), pick(VALUES)])];
      break;
    case 'const':
      schema['const'] = pick(VALUES);
      break;
    case 'pattern':
      schema['pattern'] = pick(PATTERNS);
      break;
    case 'x-open-enum':
      for (const keyword of Object.keys(schema)) delete schema[keyword];
      Object.assign(schema, { type: 'string', 'x-open-enum': [pick(['a', 'bb', 'ccc'])] });
      break;
    case 'required': {
      const required = names();
      if (required.length > 0) schema['required'] = required;
      break;
    }
    case 'properties':
      schema['properties'] = { ...(schema['properties'] as object), [pick(NAMES)]: sub() };
      break;
    case 'items':
      schema['items'] = sub();
      break;
    case 'record':
      schema['additionalProperties'] = sub();
      break;
    case 'propertyNames':
      schema['propertyNames'] = chance(0.5)
        ? { enum: [...NAMES.filter(() => chance(0.7)), 'z'] }
        : { [pick(['minLength', 'maxLength'])]: below(3) };
      break;
    case 'allOf':
      schema['allOf'] = [sub(), ...(chance(0.5) ? [sub()] : [])];
      break;
    case 'anyOf':
      schema['anyOf'] = [sub(), sub(), ...(chance(0.3) ? [sub()] : [])];
      break;
    case 'conditions':
      schema['anyOf'] = [{ required: [pick(NAMES)] }, { required: [pick(NAMES)] }];
      break;
    default:
      for (const keyword of Object.keys(schema)) delete schema[keyword];
      schema['$ref'] = pick(TITLES);
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

/** All schemas within a schema, and itself. */
const within = (schema: Loose): readonly Loose[] => [
  schema,
  ...[
    ...Object.values((schema['properties'] ?? {}) as Loose),
    ...((schema['allOf'] ?? []) as Loose[]),
    ...((schema['anyOf'] ?? []) as Loose[]),
    ...['items', 'additionalProperties', 'propertyNames'].flatMap(
      (keyword) => (schema[keyword] ?? []) as Loose,
    ),
  ].flatMap((sub) => within(sub as Loose)),
];

/** A schema and its branches: no definition may be a reference to itself. */
const atSameValue = (schema: Loose): readonly Loose[] => [
  schema,
  ...([...(schema['allOf'] ?? []), ...(schema['anyOf'] ?? [])] as Loose[]).flatMap(atSameValue),
];

/** Removes the references by which a definition would be itself, and not only contain itself. */
const untie = (definitions: Definitions): void => {
  for (const definition of Object.values(definitions)) {
    for (const sub of atSameValue(definition)) delete sub['$ref'];
  }
};

/** Changes one place of a schema. */
const mutate = (random: Random, root: Loose): void => {
  const { pick, chance } = random;
  const schema = pick(within(root));
  const keywords = Object.keys(schema);
  const isAlone = schema['$ref'] !== undefined || schema['x-open-enum'] !== undefined;
  if (keywords.length > 0 && !isAlone && chance(0.35)) {
    delete schema[pick(keywords)];
    return;
  }
  if (chance(0.12)) {
    const copy = { ...schema };
    for (const keyword of keywords) delete schema[keyword];
    schema[pick(['allOf', 'anyOf'])] = [copy, schemaOf(random, 1)];
    return;
  }
  const list = pick(['required', 'enum', 'allOf', 'anyOf']);
  if (
    Array.isArray(schema[list]) &&
    schema[list].length > (list === 'anyOf' ? 2 : 1) &&
    chance(0.5)
  ) {
    schema[list] = schema[list].slice(1);
    return;
  }
  if (isAlone) for (const keyword of keywords) delete schema[keyword];
  put(random, schema, 1);
};

type Definitions = Readonly<Record<string, Loose>>;

/** The schemas that apply at one place, or may apply there. */
const layersOf = (schema: Loose, definitions: Definitions): readonly Loose[] => {
  if (schema['$ref'] !== undefined)
    return layersOf(definitions[schema['$ref'] as string] as Loose, definitions);
  return [
    schema,
    ...([...(schema['allOf'] ?? []), ...(schema['anyOf'] ?? [])] as Loose[]).flatMap((sub) =>
      layersOf(sub, definitions),
    ),
  ];
};

/** A value that schemas may allow, made of what they mention. */
const bodyOf = (
  random: Random,
  schemas: readonly Loose[],
  definitions: Definitions,
  depth: number,
): unknown => {
  const { below, pick, chance } = random;
  const layers = schemas.flatMap((schema) => layersOf(schema, definitions));
  const values = layers.flatMap(
    ({ enum: list = [], const: only }) =>
      (only === undefined ? list : [...list, only]) as unknown[],
  );
  if (values.length > 0 && chance(0.7)) return pick(values);
  const types = layers.flatMap(({ type }) => (type === undefined ? [] : [type].flat()) as string[]);
  const mentions = (keyword: string): boolean =>
    layers.some((layer) => layer[keyword] !== undefined);
  const isObject =
    mentions('properties') || mentions('required') || mentions('additionalProperties');
  const type =
    chance(0.9) && types.length > 0
      ? pick(types)
      : isObject
        ? 'object'
        : mentions('items')
          ? 'array'
          : pick(TYPES);
  const inner = (subs: readonly Loose[]): unknown =>
    depth > 0 ? bodyOf(random, subs, definitions, depth - 1) : pick(VALUES);
  switch (type) {
    case 'object': {
      const names = new Set(
        layers.flatMap(({ properties = {}, required = [] }) => [
          ...Object.keys(properties as object),
          ...(required as string[]),
        ]),
      );
      const required = new Set(layers.flatMap((layer) => (layer['required'] ?? []) as string[]));
      if (mentions('additionalProperties')) names.add(pick([...NAMES, 'z']));
      const share = pick([0.2, 0.6, 1]);
      const members = [...names].filter((name) =>
        required.has(name) ? chance(0.9) : chance(share),
      );
      return Object.fromEntries(
        members.map((name) => {
          const own = layers.flatMap(
            (layer) =>
              (layer['properties']?.[name] !== undefined &&
              Object.hasOwn(layer['properties'] as object, name)
                ? [layer['properties'][name]]
                : (layer['additionalProperties'] ?? [])) as Loose[],
          );
          return [name, inner(own)];
        }),
      );
    }
    case 'array':
      return Array.from({ length: below(4) }, () =>
        inner(layers.flatMap((layer) => (layer['items'] ?? []) as Loose)),
      );
    case 'string':
      return pick(['', 'a', 'bb', 'ccc', '1', 'abc', 'zzzzz']);
    case 'number':
      return pick([0, 1, 2, 3, 2.5, -3, 100]);
    case 'integer':
      return pick([0, 1, 2, 3, -3, 100]);
    case 'boolean':
      return chance(0.5);
    default:
      return null;
  }
};

const createAjv = (): Ajv =>
  new Ajv({
    strict: false,
    validateSchema: false,
    meta: false,
    ownProperties: true,
    code: { optimize: false },
  });

let ajv = createAjv();
let compiled = 0;

const judge = (schema: Loose, definitions: Definitions): ValidateFunction => {
  const link = (sub: Schema): Schema =>
    sub.$ref === undefined ? mapSubschemas(sub, link) : { $ref: `#/definitions/${sub.$ref}` };
  const linked = Object.entries(definitions).map(([title, sub]) => [title, link(sub)] as const);
  // An instance keeps what it compiled, so that it is replaced from time to time.
  compiled += 1;
  if (compiled % 500 === 0) ajv = createAjv();
  // A reference hides what is beside it, so the schema is a branch.
  return ajv.compile({ allOf: [link(schema)], definitions: Object.fromEntries(linked) });
};

const FLOWS = {
  reads: ['notice', 'body'],
  writes: ['enrol', 'body'],
  result: ['ask', 'result'],
} as const;

/** The protocol with a schema as one part of one message. */
const protocolOf = (
  base: Protocol,
  flow: Miss['flow'],
  schema: Loose,
  definitions: Definitions,
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

export interface Search {
  readonly misses: readonly Miss[];
  /** Pairs with a body that is valid no more, or that is valid now. */
  readonly broken: number;
  readonly pairs: number;
  readonly schemas: readonly object[];
}

/** Compares pairs of random schemas, and looks for bodies that show what was not reported. */
export const search = (base: Protocol, first: number, count: number, keep = 0): Search => {
  const misses: Miss[] = [];
  const schemas: object[] = [];
  let broken = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const random = createRandom(seed);
    const definitions: Definitions = { DefA: schemaOf(random, 2), DefB: schemaOf(random, 2) };
    untie(definitions);
    const old = schemaOf(random, 3);
    const after = structuredClone({ schema: old, definitions }) as {
      schema: Loose;
      definitions: Definitions;
    };
    const changes = 1 + random.below(2);
    for (let index = 0; index < changes; index += 1) {
      const target = random.chance(0.85)
        ? after.schema
        : (random.pick(Object.values(after.definitions)) as Loose);
      mutate(random, target);
      untie(after.definitions);
    }
    if (schemas.length < keep) schemas.push(old, after.schema);
    const flow = random.pick(['reads', 'writes', 'result'] as const);
    const reported = diffProtocols(
      protocolOf(base, flow, old, definitions),
      protocolOf(base, flow, after.schema, after.definitions),
    );
    const breaks = (change: Change): boolean => change.breaks.length > 0;
    const [before, now] = [judge(old, definitions), judge(after.schema, after.definitions)];
    let isBroken = false;
    for (let index = 0; index < 24; index += 1) {
      const isOld = index < 16;
      const body = isOld
        ? bodyOf(random, [old], definitions, 3)
        : bodyOf(random, [after.schema], after.definitions, 3);
      const [was, is] = [before(body), now(body)];
      // A new value breaks those who read it, and a body of the old schemas has no new members.
      const what =
        isOld && was && !is
          ? 'valid no more'
          : flow === 'reads' && !isOld && !was && is
            ? 'valid now'
            : undefined;
      if (what === undefined) continue;
      isBroken = true;
      if (reported.some(breaks)) continue;
      misses.push({
        seed,
        flow,
        what,
        old: { schema: old, definitions },
        next: after,
        body,
        changes: reported.map(({ rule }) => rule),
      });
      break;
    }
    if (isBroken) broken += 1;
  }
  return { misses, broken, pairs: count, schemas };
};
