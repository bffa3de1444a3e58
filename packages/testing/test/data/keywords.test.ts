import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert, property, sample } from 'fast-check';
import { FORMATS } from '@jackfield/plugin-kit/formats';
import { beforeAll, describe, expect, it } from 'vitest';
import * as booth from '../../../codegen/test/__goldens__/kit/schemas.js';
import type { MessageSchema, Schema } from '../../src/generated/schemas.js';
import { arbitraryOf } from '../../src/data/derive/arbitrary-of.js';
import { invalidOf } from '../../src/data/derive/invalid-of.js';
import { isTestingError } from '../../src/index.js';
import { dispatcherOf, type Dispatched } from '../../../codegen/test/dispatcher-of.js';
import type { Schema as Model } from '../../../codegen/src/schema.js';
import { ajvFor } from './ajv.js';
import { weakenedOf } from './weaken.js';

const SCHEMAS = fileURLToPath(new URL('../../../../schemas/', import.meta.url));

const definitions: Readonly<Record<string, Schema>> = {
  Person: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', 'x-personal': 'name' },
      age: { type: 'integer', minimum: 0 },
    },
  },
};

/** The schema of no value. */
const NEVER: Schema = { not: {} };

const word: Schema = { type: 'string', pattern: '^[a-z]{3,8}$' };

/** An object with a tag: the value of `kind`. */
const tagged = (kind: string | number, n: Schema, required = ['kind']): Schema => ({
  type: 'object',
  required,
  properties: { kind: { const: kind }, n },
});

/** For each keyword schemas that use it, alone and with others that bound or repeat it. */
const COVERED: Readonly<Record<keyof Schema, readonly Schema[]>> = {
  $ref: [{ $ref: 'Person' }, { type: 'array', minItems: 1, items: { $ref: 'Person' } }],
  type: [
    ...['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'].map((type) => ({
      type,
    })),
    { type: ['string', 'null'] },
    { type: ['integer', 'object', 'array'] },
  ],
  required: [
    { type: 'object', required: ['a', 'b'], properties: { a: word, b: { type: 'null' }, c: word } },
    { required: ['a'], properties: { a: { type: 'boolean' } } },
    { type: 'object', required: ['free'] },
  ],
  properties: [
    { type: ['object', 'null'], properties: { a: { type: 'object', properties: { b: word } } } },
  ],
  additionalProperties: [
    { type: 'object', additionalProperties: {} },
    { type: 'object', properties: { a: word }, additionalProperties: NEVER },
    { type: 'object', additionalProperties: word },
    {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'number' } },
      additionalProperties: { type: 'null' },
    },
    {
      allOf: [
        { type: 'object', properties: { a: { type: ['string', 'null'] } } },
        { additionalProperties: word },
      ],
    },
  ],
  propertyNames: [
    {
      type: 'object',
      propertyNames: { 'x-personal': 'number' },
      additionalProperties: { type: 'null' },
    },
    { type: 'object', propertyNames: { pattern: '^[A-Z]{2}$' }, additionalProperties: word },
    {
      type: 'object',
      propertyNames: { minLength: 2, maxLength: 4 },
      properties: { a: word, ab: word },
    },
    { type: 'object', propertyNames: { pattern: '^[a-c]$', not: { const: 'b' } } },
    {
      type: 'object',
      propertyNames: { enum: ['left', 'right'] },
      additionalProperties: { type: 'integer' },
    },
  ],
  items: [
    { type: 'array', items: NEVER },
    { type: 'array', items: { type: 'array', items: word } },
    { type: 'array', items: {} },
  ],
  enum: [
    { enum: [{ a: 1 }, [1, 2], 'b'] },
    { enum: ['matt', 'gloss', null, 3] },
    { type: 'string', enum: ['a', 1] },
    { enum: ['ab', 'b'], maxLength: 1 },
  ],
  const: [
    { const: { a: [1, { b: null }] } },
    { const: [1, 'a'] },
    { type: 'object', required: ['a'], properties: { a: { const: [] } } },
    { const: null },
    { const: 'forever' },
    { const: false },
    { allOf: [{ const: 1 }, { enum: [1, 2] }] },
  ],
  allOf: [
    { allOf: [{ $ref: 'Person' }, { type: 'object', required: ['age'] }] },
    { allOf: [{ type: 'string', minLength: 3 }, { maxLength: 5 }] },
    {
      allOf: [
        { type: 'number', minimum: 2 },
        { type: ['integer', 'string'], maximum: 4 },
      ],
    },
    {
      allOf: [
        { type: 'array', items: { type: ['string', 'null'] } },
        { items: word, minItems: 1 },
      ],
    },
    {
      allOf: [
        { type: 'object', properties: { a: { type: 'string' } } },
        { properties: { a: { minLength: 1 } } },
      ],
    },
  ],
  anyOf: [
    { anyOf: [{ type: 'string' }, { type: 'array', items: word }] },
    { anyOf: [{ type: 'number' }, { const: 'forever' }] },
    {
      type: 'object',
      properties: { a: word, b: word },
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    { anyOf: [{ anyOf: [{ type: 'null' }, { $ref: 'Person' }] }, { type: 'boolean' }] },
    {
      anyOf: [
        { type: 'string', maxLength: 2 },
        { type: 'string', minLength: 8 },
      ],
    },
    {
      type: 'object',
      required: ['a'],
      properties: {
        a: {
          anyOf: [{ type: 'null' }, { type: 'object', required: ['b'], properties: { b: word } }],
        },
      },
    },
  ],
  minLength: [
    { type: 'string', minLength: 60 },
    { type: 'string', minLength: 1, 'x-personal': 'number' },
    { type: 'string', minLength: 0 },
  ],
  maxLength: [
    { type: 'string', maxLength: 3 },
    { type: 'string', maxLength: 0 },
    { type: 'string', minLength: 7, maxLength: 7, 'x-personal': 'name' },
  ],
  pattern: [
    word,
    { type: 'string', pattern: '\\d' },
    { type: 'string', pattern: '^\\p{Lu}+$', maxLength: 4 },
    { allOf: [word, { pattern: 'a' }] },
  ],
  minimum: [
    { type: 'number', minimum: 3.5 },
    { type: 'integer', minimum: -2 },
    { type: 'number', minimum: 0, 'x-unit': 'ms' },
  ],
  maximum: [
    { type: 'number', maximum: -3 },
    { type: 'integer', minimum: 1, maximum: 3 },
    { type: 'number', minimum: 0.2, maximum: 0.3 },
  ],
  minItems: [
    { type: 'array', minItems: 12, items: word },
    { type: 'array', minItems: 2 },
  ],
  maxItems: [
    { type: 'array', maxItems: 2, items: word },
    { type: 'array', maxItems: 0 },
    { type: 'array', minItems: 3, maxItems: 3 },
  ],
  patternProperties: [
    { type: 'object', patternProperties: { '^x-': word, '^x-a': { minLength: 4 } } },
    {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'null' } },
      patternProperties: { '^\\d+$': word },
      additionalProperties: { type: 'boolean' },
    },
    { patternProperties: { '^x-': { type: 'integer' } }, additionalProperties: NEVER },
  ],
  dependencies: [
    { type: 'object', properties: { a: word, b: word }, dependencies: { a: { required: ['b'] } } },
    {
      type: 'object',
      dependencies: { a: { properties: { b: { type: 'number' } }, required: ['b'] }, c: NEVER },
    },
  ],
  minProperties: [
    { type: 'object', minProperties: 2 },
    { type: 'object', minProperties: 1, properties: { a: word }, additionalProperties: NEVER },
    { type: 'object', minProperties: 3, additionalProperties: word },
  ],
  maxProperties: [
    { type: 'object', maxProperties: 1, properties: { a: word, b: word } },
    { type: 'object', maxProperties: 0 },
    { type: 'object', maxProperties: 2, required: ['a'], additionalProperties: word },
  ],
  prefixItems: [
    { type: 'array', prefixItems: [word, { type: 'number' }] },
    { type: 'array', minItems: 2, prefixItems: [word, { type: 'null' }], items: NEVER },
    { type: 'array', minItems: 3, prefixItems: [{ const: 2 }], items: word },
  ],
  contains: [
    { type: 'array', contains: { const: 7 } },
    { type: 'array', items: { type: 'integer' }, contains: { minimum: 10 }, maxItems: 3 },
    { contains: { type: 'object', required: ['a'] } },
  ],
  uniqueItems: [
    { type: 'array', uniqueItems: true, items: { enum: ['a', 'b', 'c'] } },
    { type: 'array', uniqueItems: true, minItems: 3, items: { type: 'integer', minimum: 0 } },
    { type: 'array', uniqueItems: true, minItems: 2, items: { $ref: 'Person' } },
    { type: 'array', uniqueItems: false, items: word },
  ],
  oneOf: [
    { oneOf: [word, { type: 'number' }, { type: 'null' }] },
    {
      oneOf: [
        { type: 'number', multipleOf: 2 },
        { type: 'number', multipleOf: 3 },
      ],
    },
    {
      oneOf: [
        { type: 'object', required: ['kind'], properties: { kind: { const: 'a' }, n: word } },
        {
          type: 'object',
          required: ['kind'],
          properties: { kind: { const: 'b' }, n: { type: 'null' } },
        },
      ],
    },
    {
      type: 'object',
      properties: { a: word, b: word },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    { oneOf: [tagged('a', word), tagged(2, { type: 'null' }), { type: ['string', 'null'] }] },
    { type: 'object', anyOf: [tagged('a', word), tagged('b', word, [])] },
    { anyOf: [tagged('a', word), tagged('b', word), word, { type: 'string', maxLength: 1 }] },
    { oneOf: [tagged('a', word), tagged('b', word), { type: 'array', items: word }] },
    { type: 'array', items: { anyOf: [{ $ref: 'Person' }, { type: ['integer', 'null'] }] } },
    { oneOf: [tagged('a', { anyOf: [tagged('x', word), tagged('y', word)] }), tagged('b', {})] },
  ],
  not: [
    { type: 'string', not: { const: 'text' } },
    { not: { type: ['object', 'array'] } },
    { type: 'object', not: { required: ['a', 'b'] }, properties: { a: word, b: word } },
    { type: 'integer', not: { minimum: 3 } },
    { not: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
  ],
  if: [
    {
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: ['a', 'b'] }, n: {} },
      if: { properties: { kind: { const: 'a' } } },
      then: { required: ['n'], properties: { n: { type: 'number' } } },
      else: { properties: { n: word } },
    },
    { type: 'string', if: { minLength: 5 }, else: { pattern: '^a' } },
    { type: ['string', 'number'], if: { type: 'number' }, then: { minimum: 5 } },
  ],
  then: [{ if: { type: 'string' }, then: NEVER }],
  else: [{ if: { type: 'object' }, else: { type: 'array', maxItems: 0 } }],
  format: [
    ...[...FORMATS.keys()].map((format): Schema => ({ type: 'string', format })),
    { type: 'string', format: 'email', maxLength: 16 },
    { type: 'string', format: 'of-our-own' },
    { type: 'object', propertyNames: { format: 'date' }, additionalProperties: word },
  ],
  exclusiveMinimum: [
    { type: 'integer', exclusiveMinimum: 3 },
    { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    { type: 'number', exclusiveMinimum: -0.5 },
  ],
  exclusiveMaximum: [
    { type: 'integer', exclusiveMaximum: 3, minimum: 1 },
    { type: 'number', exclusiveMaximum: 0 },
  ],
  multipleOf: [
    { type: 'number', multipleOf: 0.5 },
    { type: 'number', multipleOf: 0.1, minimum: 0 },
    { type: 'integer', multipleOf: 7, minimum: 10, maximum: 20 },
    { allOf: [{ type: 'integer', multipleOf: 4 }, { multipleOf: 6 }] },
    { allOf: [{ type: 'integer', multipleOf: 4, minimum: 10, maximum: 13 }, { multipleOf: 6 }] },
    { allOf: [{ type: 'integer', multipleOf: 2, minimum: 9, maximum: 13 }, { multipleOf: 4 }] },
    { type: 'number', multipleOf: 0.05, minimum: 1.11, maximum: 1.18 },
  ],
  deprecated: [{ type: 'string', deprecated: true }],
  'x-personal': [
    ...(['number', 'name', 'text', 'id', 'secret'] as const).map((kind): Schema => ({
      type: 'string',
      'x-personal': kind,
    })),
    { 'x-personal': 'text' },
    { type: 'object', 'x-personal': 'id', properties: { a: { type: ['string', 'number'] } } },
  ],
  'x-open-enum': [{ type: 'string', 'x-open-enum': ['glad', 'grim'] }],
  'x-unit': [
    { type: 'number', 'x-unit': 'ms' },
    { type: 'number', 'x-unit': 's' },
    { type: 'integer', 'x-unit': 'px' },
  ],
  'x-versions': [{ type: 'string', 'x-versions': ['next'] }],
};

/** What says nothing about values; the kit's schemas are without them. */
const WORDS = new Set(['title', 'description', 'examples', 'x-deprecated', 'x-wires']);

const cases = Object.entries(COVERED).flatMap(([keyword, schemas]) =>
  schemas.map((schema) => [keyword, JSON.stringify(schema), schema] as const),
);

const boothMessages: readonly MessageSchema[] = [
  ...Object.values(booth.widgetMessages),
  ...Object.values(booth.pageMessages),
];

const boothParts = boothMessages.flatMap(
  (message): readonly (readonly [part: string, name: string, schema: Schema])[] =>
    message.kind === 'push'
      ? [['body', message.name, message.body.schema] as const]
      : [
          ['data', message.name, message.data.schema] as const,
          ['result', message.name, message.result.schema] as const,
        ],
);

/** The dispatchers of the cases, by their definitions; a type is the text of a schema. */
const dispatchers = new Map<object, (type: string, body: unknown) => Dispatched>();

beforeAll(async () => {
  for (const [known, schemas] of [
    [definitions, cases.map(([, , schema]) => schema)],
    [booth.definitions, boothParts.map(([, , schema]) => schema)],
  ] as const) {
    const folder = await mkdtemp(join(tmpdir(), 'jackfield-keywords-'));
    const byText = schemas.map((schema) => [JSON.stringify(schema), schema as Model]);
    const { dispatchFromWidget } = await dispatcherOf(
      Object.fromEntries(byText) as Readonly<Record<string, Model>>,
      known as Readonly<Record<string, Model>>,
      folder,
    );
    dispatchers.set(known, (type, body) => dispatchFromWidget('push', type, body));
    await rm(folder, { recursive: true });
  }
});

/** Both lists of what is derived: the values judged by Ajv alone, the issues by the dispatcher. */
const expectSound = (schema: Schema, known: Readonly<Record<string, Schema>>): void => {
  const isValid = ajvFor(schema, known);
  assert(
    property(arbitraryOf(schema, known), (value) => isValid(value)),
    { numRuns: 200 },
  );

  for (const { body, pointer, keyword, expected, within } of invalidOf(schema, known)) {
    expect(isValid(body), JSON.stringify(body)).toBe(false);
    const { issues = [] } = dispatchers.get(known)?.(JSON.stringify(schema), body) ?? {};
    const isMeant = (issue: (typeof issues)[number]): boolean =>
      issue.pointer === pointer && issue.keyword === keyword && issue.expected === expected;
    expect(issues.filter(isMeant), JSON.stringify(issues)).not.toHaveLength(0);
    const others = issues.filter((issue) => !isMeant(issue));
    expect(
      others.filter(
        (issue) => within === undefined || !`${issue.pointer}/`.startsWith(`${within}/`),
      ),
    ).toEqual([]);
  }
};

/** The constraints that no body of the list breaks alone. */
const unbroken = (schema: Schema, known: Readonly<Record<string, Schema>>): readonly string[] => {
  const list = invalidOf(schema, known);
  return [...weakenedOf(schema, known)]
    .filter(({ schema }) => {
      const isValid = ajvFor(schema, known);
      return !list.some(({ body }) => isValid(body));
    })
    .map(({ what }) => what);
};

describe('the keywords that data is derived from', () => {
  it('are those that a schema may use', () => {
    const meta = JSON.parse(readFileSync(`${SCHEMAS}meta/definition.schema.json`, 'utf8')) as {
      definitions: { schema: { properties: object } };
    };
    const allowed = Object.keys(meta.definitions.schema.properties);
    expect(allowed.filter((keyword) => !(keyword in COVERED) && !WORDS.has(keyword))).toEqual([]);
  });

  it('are all that the schemas use', () => {
    const used = new Set<string>();
    const visit = (schema: object): void => {
      for (const [keyword, value] of Object.entries(schema)) {
        used.add(keyword);
        if (['enum', 'const', 'examples', 'x-message', 'required', 'type'].includes(keyword))
          continue;
        const inner: unknown[] =
          keyword === 'properties' ? Object.values(value as object) : [value].flat();
        for (const sub of inner) if (typeof sub === 'object' && sub !== null) visit(sub);
      }
    };
    for (const file of readdirSync(SCHEMAS, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.json') || file.startsWith('meta') || file.endsWith('wire.json'))
        continue;
      visit(JSON.parse(readFileSync(SCHEMAS + file, 'utf8')) as object);
    }
    used.delete('x-message');
    expect(used.size).toBeGreaterThan(10);
    expect([...used].filter((keyword) => !(keyword in COVERED) && !WORDS.has(keyword))).toEqual([]);
  });

  it.each(['$dynamicRef', 'minContains', 'unevaluatedItems', 'x-secret', 'toString'])(
    'are not %s',
    (keyword) => {
      const inner: Schema = { type: 'object', properties: { a: { [keyword]: true } } };
      for (const derive of [arbitraryOf, invalidOf]) {
        const run = (): unknown => derive(inner, {}, [{ a: 1 }]);
        expect(run).toThrow(`received "${keyword}"`);
        try {
          run();
        } catch (error) {
          expect(isTestingError(error) && error.code).toBe('SCHEMA_UNSUPPORTED');
        }
      }
    },
  );

  it.each(cases)('%s is kept and broken in %s', (_keyword, _text, schema) => {
    expectSound(schema, definitions);
  });
});

describe('an invalid body of a union with a tag', () => {
  const union: Schema = { anyOf: [tagged('a', word), tagged('b', { type: 'null' })] };

  it('has the one issue of the branch that its tag names', () => {
    const list = invalidOf(union, {});
    const found = list.map(({ pointer, keyword, expected }) => [pointer, keyword, expected]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['/n', 'type', 'string'],
        ['/n', 'type', 'null'],
        ['/kind', 'enum', '"a" or "b"'],
        ['', 'type', 'object'],
      ]),
    );
    expect(list.filter(({ within }) => within !== undefined)).toEqual([]);
    expect(found.map(([, keyword]) => keyword)).not.toContain('anyOf');
  });
});

describe('each thing that a schema asks', () => {
  it('has a body that breaks it alone, unless nothing can', () => {
    const left = cases.flatMap(([keyword, , schema]) =>
      unbroken(schema, definitions).map((what) => `${keyword}: ${what}`),
    );
    expect(left).toEqual([
      // What the other schema asks is narrower.
      'additionalProperties: /allOf/0/properties/a/type',
      // Its name is one that no key may have.
      'propertyNames: /properties/a/type',
      'propertyNames: /properties/a/pattern',
      // The other value alone is left.
      'const: /allOf/1/enum',
      // Asked twice.
      'allOf: /allOf/0/type',
      'allOf: /allOf/1/type',
      'allOf: /allOf/0/items/type',
      // Nothing is shorter than nothing.
      'minLength: /minLength',
      // The two people are the same without it.
      'uniqueItems: /items/properties/age/type',
      'uniqueItems: /items/properties/age/minimum',
      // It asks for nothing.
      'uniqueItems: /uniqueItems',
      // What is not an object has both members, so to speak.
      'oneOf: /type',
      // Each branch asks for an object, and one of them for no tag.
      'oneOf: /type',
      'oneOf: /anyOf/0/type',
      'oneOf: /anyOf/0/required kind',
      'oneOf: /anyOf/1/type',
      'not: /type',
      // The other member would have to be another one.
      'if: /properties/kind/enum',
      // Nobody knows it.
      'format: /format',
      // No other multiple of 6, and none of 4, is in the range.
      'multipleOf: /allOf/0/multipleOf',
      'multipleOf: /allOf/1/multipleOf',
      // A multiple of 4 is one of 2.
      'multipleOf: /allOf/0/multipleOf',
    ]);
  });

  it('is said even of what is asked twice, with both issues', () => {
    const twice: Schema = { allOf: [{ type: 'string' }, { type: 'string', maxLength: 3 }] };
    expect(invalidOf(twice, {})).toEqual([
      { body: 42, pointer: '', keyword: 'type', expected: 'string', within: '' },
      { body: 'texts'.slice(0, 4), pointer: '', keyword: 'maxLength', expected: 'maxLength 3' },
    ]);
  });

  it('is broken in another protocol too', () => {
    const left = boothParts.flatMap(([part, name, schema]) =>
      unbroken(schema, booth.definitions).map((what) => `${name} ${part} ${what}`),
    );
    expect(left).toEqual([
      // Asked twice.
      'stripMade body /properties/strip/allOf/0/type',
      'stripMade body /properties/strip/allOf/1/type',
    ]);
  });
});

describe('schemas that no data can be derived from', () => {
  it.each<[string, Schema]>([
    ['contradicts itself in its types', { allOf: [{ type: 'string' }, { type: 'number' }] }],
    ['contradicts itself in its values', { allOf: [{ const: 1 }, { const: 2 }] }],
    ['has a value that is not of its type', { type: 'string', enum: [1] }],
    ['has a range without numbers', { type: 'integer', minimum: 0.2, maximum: 0.8 }],
    ['has lengths that cross', { type: 'string', minLength: 3, maxLength: 2 }],
    ['has sizes that cross', { type: 'array', minItems: 3, maxItems: 2 }],
    [
      'must have what may not be',
      { type: 'object', required: ['a'], properties: { a: { enum: [] } } },
    ],
    [
      'must have items of which there are none',
      { type: 'array', minItems: 1, items: { enum: [] } },
    ],
    [
      'must have a key that its names forbid',
      { type: 'object', required: ['a'], propertyNames: { const: 'b' } },
    ],
    [
      'asks for texts that are hard to find',
      { allOf: [word, { pattern: '^zqx' }, { pattern: 'yyy$' }] },
    ],
    ['refers to nothing', { $ref: 'Nobody' }],
    ['refers to what all objects have', { $ref: 'toString' }],
    ['refers to itself', { $ref: 'Self' }],
    ['contains itself', { $ref: 'Nested' }],
  ])('are reported when one %s', (_, schema) => {
    const circular: Readonly<Record<string, Schema>> = {
      Self: { allOf: [{ $ref: 'Self' }] },
      Nested: { type: 'object', required: ['in'], properties: { in: { $ref: 'Nested' } } },
    };
    for (const derive of [arbitraryOf, invalidOf]) {
      try {
        derive(schema, circular);
        expect.unreachable(derive.name);
      } catch (error) {
        expect(isTestingError(error) && error.code).toBe('SCHEMA_UNSUPPORTED');
      }
    }
  });

  it('leave out a large number that validators do not calculate to be a multiple', () => {
    const schema: Schema = { enum: [1e23, 20], multipleOf: 10 };
    expect(new Set(sample(arbitraryOf(schema, {}), { numRuns: 50, seed: 1 }))).toEqual(
      new Set([20]),
    );
  });

  it('leave out a member that may be missing and cannot be there', () => {
    const schema: Schema = { type: 'object', properties: { a: { enum: [] }, b: word } };
    const drawn = sample(arbitraryOf(schema, {}), { numRuns: 200, seed: 1 });
    expect(
      drawn.some(
        (value) => Object.hasOwn(value as object, 'a') && (value as { a: unknown }).a !== undefined,
      ),
    ).toBe(false);
    expect(drawn.some((value) => Object.hasOwn(value as object, 'b'))).toBe(true);
  });
});

describe('another protocol', () => {
  it.each(boothParts)('has the %s of %s derived too', (_part, _name, schema) => {
    expectSound(schema, booth.definitions);
  });
});
