import { describe, expect, it } from 'vitest';
import { applyMask } from '../../core/src/mask.js';
import type { Mask as CoreMask } from '../../core/src/protocol.js';
import { maskReader, type Mask } from '../src/emit/masks.js';
import { branchesOf, NEVER, type Schema } from '../src/schema.js';
import { createRandom, type Random } from '../../test-tools/src/random.js';

type Definitions = Readonly<Record<string, Schema>>;

const NAMES = ['a', 'b', 'xa', 'constructor'];
const TITLES = ['DefA', 'DefB', 'DefC'];
const PATTERNS = ['^x', 'a$', '^[ab]$'];

type Shape = 'object' | 'array' | 'plain';

const SHAPES: readonly Shape[] = ['object', 'array', 'plain'];

/** A random schema that may use every keyword; `share` of its parts are personal. */
const schemaOf = (random: Random, depth: number, share: number, wish?: Shape): Schema => {
  const { pick, chance, below } = random;
  const shape = wish !== undefined && chance(0.95) ? wish : pick(SHAPES);
  const sub = (): Schema => schemaOf(random, depth - 1, share, depth < 3 ? 'plain' : undefined);
  const branch = (): Schema => schemaOf(random, depth - 1, share, shape);
  const branches = (): readonly Schema[] => Array.from({ length: 1 + below(3) }, branch);
  const byName = (names: readonly string[], make: () => Schema): Definitions =>
    Object.fromEntries(names.filter(() => chance(0.6)).map((name) => [name, make()]));
  const personal = chance(share) ? { 'x-personal': pick(['name', 'number', 'text']) } : {};
  const plain = { type: shape === 'plain' ? pick(['string', 'number']) : shape };
  if (depth === 0) return chance(0.1) ? { $ref: pick(TITLES) } : { ...plain, ...personal };
  const parts: Readonly<Record<Shape | 'any', readonly (() => Schema)[]>> = {
    object: [
      () => ({ properties: byName(NAMES, sub) }),
      () => ({ properties: byName(NAMES, sub) }),
      () => ({ additionalProperties: chance(0.2) ? NEVER : sub() }),
      () => ({ patternProperties: byName(PATTERNS, sub) }),
      () => ({ propertyNames: schemaOf(random, 0, share, 'plain') }),
      () => ({ dependencies: byName(NAMES, branch) }),
    ],
    array: [
      () => ({ items: chance(0.1) ? NEVER : sub() }),
      () => ({ items: sub() }),
      () => ({ prefixItems: Array.from({ length: 1 + below(3) }, sub) }),
      () => ({ contains: sub() }),
    ],
    plain: [() => plain],
    any: [
      () => ({ allOf: branches() }),
      () => ({ anyOf: branches() }),
      () => ({ oneOf: [...branches(), { type: 'null' }] }),
      () => ({ if: branch(), then: branch(), else: branch() }),
      () => ({ not: branch() }),
    ],
  };
  if (chance(0.1)) return { $ref: pick(TITLES) };
  const chosen = Array.from({ length: 1 + below(2) }, () => pick(parts[shape])());
  const more = chance(0.5) ? pick(parts.any)() : {};
  return Object.assign({}, ...chosen, more, personal) as Schema;
};

/** A body of any shape, whose every text is found nowhere else. */
const bodyOf = ({ below, pick, chance }: Random): unknown => {
  let count = 0;
  const make = (depth: number): unknown => {
    count += 1;
    const mark = `mark${count}-`;
    if (depth === 0 || chance(0.2)) return mark;
    if (chance(0.3)) return Array.from({ length: below(4) }, () => make(depth - 1));
    const names = [...NAMES.filter(() => chance(0.7)), pick(['y', 'z']) + mark];
    return Object.fromEntries(names.map((name) => [name, make(depth - 1)]));
  };
  return make(5);
};

/** All schemas that apply, or may apply, to a value of these. */
const applying = (list: readonly Schema[], definitions: Definitions): readonly Schema[] => {
  const found = new Set<Schema>();
  const open = [...list];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (found.has(schema)) continue;
    found.add(schema);
    open.push(...branchesOf(schema));
    if (schema.$ref !== undefined) open.push(definitions[schema.$ref] as Schema);
  }
  return [...found];
};

/** The texts in a body that no diagnostics may show. */
const personalTexts = (
  body: unknown,
  list: readonly Schema[],
  definitions: Definitions,
  isWithin = false,
): readonly string[] => {
  const all = applying(list, definitions);
  const isPersonal = isWithin || all.some((schema) => schema['x-personal'] !== undefined);
  if (typeof body === 'string') return isPersonal ? [body] : [];
  if (Array.isArray(body)) {
    return body.flatMap((entry, index) => {
      const entries = all.flatMap(({ items, prefixItems = [], contains }) => [
        prefixItems[index] ?? items ?? [],
        contains ?? [],
      ]);
      return personalTexts(entry, entries.flat(), definitions, isPersonal);
    });
  }
  const names = applying(
    all.flatMap(({ propertyNames }) => propertyNames ?? []),
    definitions,
  );
  const isNamed = isPersonal || names.some((schema) => schema['x-personal'] !== undefined);
  return Object.entries(body as object).flatMap(([name, member]) => {
    const schemas = all.flatMap((schema) => {
      const { properties = {}, patternProperties = {}, additionalProperties = [] } = schema;
      const own = Object.hasOwn(properties, name) ? [properties[name] as Schema] : [];
      const matching = Object.entries(patternProperties).filter(([pattern]) =>
        new RegExp(pattern).test(name),
      );
      const known = own.concat(matching.map(([, one]) => one));
      return known.length > 0 ? known : additionalProperties;
    });
    const texts = personalTexts(member, schemas, definitions, isPersonal);
    return isNamed && name.includes('mark') ? texts.concat(name) : texts;
  });
};

/** The mask as generated code has it. */
const loaded = (schema: Schema, definitions: Definitions): CoreMask => {
  const read = maskReader(
    Object.entries(definitions).map(([title, one]) => ({ title, schema: one })),
  );
  const load = (mask: Mask): CoreMask => {
    if (typeof mask !== 'object') return mask;
    if ('ref' in mask) return load(read(definitions[mask.ref] as Schema));
    const lazy = (target: object, name: string, inner: Mask): void => {
      Object.defineProperty(target, name, { enumerable: true, get: () => load(inner) });
    };
    if ('entries' in mask) {
      const list: [CoreMask] = [0];
      lazy(list, '0', mask.entries);
      return list;
    }
    if ('values' in mask) {
      const record: [string | 0, CoreMask] = [mask.keys, 0];
      lazy(record, '1', mask.values);
      return record;
    }
    const members = {};
    for (const [name, inner] of mask.members) lazy(members, name, inner);
    return members;
  };
  return load(read(schema));
};

const protocolOf = (random: Random, share: number): readonly [Schema, Definitions] => {
  // A definition contains itself in members and entries only.
  const definitions = TITLES.map((title, index) => {
    const inner = (): Schema => schemaOf(random, 2, share, 'plain');
    const next = TITLES[index + 1];
    const shape: readonly Schema[] = [
      { type: 'object', properties: { a: inner(), b: { $ref: title } } },
      { type: 'array', items: inner() },
      { type: 'object', additionalProperties: inner() },
      next === undefined ? {} : { allOf: [{ $ref: next }, { properties: { xa: inner() } }] },
    ];
    return [title, random.pick(shape)] as const;
  });
  return [schemaOf(random, 4, share, 'object'), Object.fromEntries(definitions)];
};

const COUNT = 1500;

describe('masks', () => {
  it('hide every personal value, whatever the schema', () => {
    let personal = 0;
    let shown = 0;
    for (let seed = 1; seed <= COUNT; seed += 1) {
      const random = createRandom(seed);
      const [schema, definitions] = protocolOf(random, 0.06);
      const mask = loaded(schema, definitions);
      for (let count = 0; count < 3; count += 1) {
        const body = bodyOf(random);
        const text = JSON.stringify(applyMask(body, mask));
        const texts = personalTexts(body, [schema], definitions);
        const leaked = texts.filter((one) => text.includes(one));
        expect({ seed, leaked }).toEqual({ seed, leaked: [] });
        personal += texts.length;
        shown += text.match(/"mark\d+-"/g)?.length ?? 0;
      }
    }
    expect(personal).toBeGreaterThan(COUNT);
    expect(shown).toBeGreaterThan(COUNT / 10);
  });

  const tree: Definitions = {
    Tree: {
      type: 'object',
      properties: { label: { type: 'string' }, trees: { items: { $ref: 'Tree' } } },
    },
    Named: { type: 'object', properties: { label: {}, by: { 'x-personal': 'name' } } },
  };

  it.each<[string, Schema, unknown]>([
    ['members', { properties: { a: { type: 'string' } }, additionalProperties: NEVER }, { a: 'x' }],
    ['records', { additionalProperties: { type: 'string' } }, { a: 'x', b: 'y' }],
    [
      'records with other names by a pattern',
      { additionalProperties: { type: 'string' }, patternProperties: { '^x': { type: 'number' } } },
      { a: 'x', x: 1 },
    ],
    [
      'definitions that contain themselves',
      { $ref: 'Tree' },
      { label: 'x', trees: [{ label: 'y' }] },
    ],
    [
      'nullable definitions',
      { oneOf: [{ $ref: 'Tree' }, { type: 'null' }] },
      { label: 'x', trees: [{ trees: [{ label: 'y' }] }] },
    ],
    [
      'branches of oneOf, with what they have in common',
      {
        type: 'object',
        properties: { id: { type: 'string' } },
        oneOf: [
          { properties: { kind: { const: 'a' }, a: { type: 'string' } } },
          { properties: { kind: { const: 'b' }, b: { type: 'number' } } },
        ],
      },
      { id: 'x', kind: 'b', b: 1 },
    ],
    [
      'members of conditions',
      {
        type: 'object',
        if: { properties: { kind: { const: 'a' } } },
        then: { properties: { a: { type: 'string' } } },
        else: { properties: { b: { type: 'string' } } },
        dependencies: { a: { properties: { c: { type: 'string' } } }, b: { required: ['c'] } },
      },
      { kind: 'x', a: 'a', b: 'b', c: 'c' },
    ],
    [
      'tuples with a rest',
      { prefixItems: [{ type: 'string' }], items: { type: 'number' } },
      ['x', 1, 2],
    ],
    [
      'entries of which one has to be there',
      { items: { type: 'string' }, contains: { const: 'x' } },
      ['x', 'y'],
    ],
    [
      'limits in branches',
      { type: 'string', allOf: [{ minLength: 1 }, { not: { const: 'y' } }] },
      'x',
    ],
  ])('show %s', (_what, schema, body) => {
    expect(applyMask(body, loaded(schema, tree))).toEqual(body);
  });

  it.each<[string, Schema, unknown, unknown]>([
    [
      'what a pattern of names may add to a member',
      {
        properties: { xa: { type: 'string' } },
        patternProperties: { '^x': { 'x-personal': 'id' } },
      },
      { xa: 'x', y: 'y' },
      { xa: '‹id›', y: '‹?›' },
    ],
    [
      'what another branch says of all other members',
      {
        allOf: [
          { properties: { a: { type: 'string' } } },
          { properties: { b: { type: 'string' } }, additionalProperties: { 'x-personal': 'id' } },
        ],
      },
      { a: 'x', b: 'y' },
      { a: '‹id›', b: 'y' },
    ],
    [
      'two definitions at once',
      { allOf: [{ $ref: 'Tree' }, { $ref: 'Named' }] },
      { label: 'x', by: 'y', trees: [{ label: 'z', by: 'y' }] },
      { label: 'x', by: '‹name›', trees: [{ label: 'z', by: '‹?›' }] },
    ],
    ['entries behind a tuple', { prefixItems: [{ type: 'string' }] }, ['x', 'y'], ['‹?›', '‹?›']],
    [
      'names of which only a pattern is known',
      { patternProperties: { '^x': { type: 'string' } } },
      { x: 'x', y: 'y' },
      { x: '‹?›', y: '‹?›' },
    ],
    [
      'entries of which one may be personal',
      { items: { type: 'string' }, contains: { 'x-personal': 'name' } },
      ['x'],
      ['‹name›'],
    ],
  ])('hide %s', (_what, schema, body, expected) => {
    expect(applyMask(body, loaded(schema, tree))).toEqual(expected);
  });

  it('are small for many definitions that contain each other', () => {
    const titles = Array.from({ length: 40 }, (_, index) => `Part${index}`);
    const definitions = Object.fromEntries(
      titles.map((title, index): [string, Schema] => {
        const next = [1, 7, 13].map((add) => ({
          $ref: titles[(index + add) % titles.length] as string,
        }));
        const both = { allOf: next };
        return [title, { type: 'object', properties: { a: both, b: both, [`c${index}`]: both } }];
      }),
    );
    const read = maskReader(
      Object.entries(definitions).map(([title, schema]) => ({ title, schema })),
    );
    let count = 0;
    const visit = (mask: Mask): void => {
      count += 1;
      if (typeof mask === 'object' && 'members' in mask) [...mask.members.values()].forEach(visit);
    };
    visit(read(definitions['Part0'] as Schema));
    expect(count).toBeLessThan(5000);
  });
});
