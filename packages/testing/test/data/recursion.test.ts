import { assert, property, sample } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryOf } from '../../src/data/derive/arbitrary-of.js';
import { invalidOf } from '../../src/data/derive/invalid-of.js';
import { issuesOf } from '../../src/data/derive/issues.js';
import type { Schema } from '../../src/generated/schemas.js';
import { ajvFor, issuesByAjv } from './ajv.js';

type Definitions = Readonly<Record<string, Schema>>;

const text: Schema = { type: 'string' };

const definitions: Definitions = {
  Tree: {
    type: 'object',
    required: ['name'],
    properties: { name: text, children: { type: 'array', items: { $ref: 'Tree' } } },
  },
  Failure: {
    type: 'object',
    required: ['message', 'cause'],
    properties: { message: text, cause: { oneOf: [{ type: 'null' }, { $ref: 'Failure' }] } },
  },
  Nest: { type: 'array', items: { $ref: 'Nest' } },
  Pair: { type: 'array', minItems: 2, prefixItems: [text, { anyOf: [text, { $ref: 'Pair' }] }] },
  Folder: { type: 'object', additionalProperties: { $ref: 'Folder' } },
  Tagged: { type: 'object', patternProperties: { '^x-': { $ref: 'Tagged' } } },
  Sum: {
    oneOf: [
      { type: 'number' },
      {
        type: 'object',
        required: ['left', 'right'],
        properties: { left: { $ref: 'Sum' }, right: { $ref: 'Sum' } },
      },
    ],
  },
  Even: { type: 'object', properties: { next: { $ref: 'Odd' } } },
  Odd: { type: 'object', required: ['next'], properties: { next: { $ref: 'Even' } } },
  Rule: {
    type: 'object',
    properties: { all: { type: 'array', items: { $ref: 'Rule' } }, not: { $ref: 'Rule' } },
    if: { required: ['all'] },
    then: { not: { required: ['not'] } },
  },
};

const titles = Object.keys(definitions);

/** How many values a value consists of. */
const sizeOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((sum, inner) => sum + sizeOf(inner), 1)
    : 1;

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
    : 0;

const COUNT = 80;

const many = (definition: (index: number) => Schema): Definitions =>
  Object.fromEntries(Array.from({ length: COUNT }, (_, index) => [`D${index}`, definition(index)]));

const toEach = (schema: (index: number) => Schema): Readonly<Record<string, Schema>> =>
  Object.fromEntries(Array.from({ length: COUNT }, (_, index) => [`m${index}`, schema(index)]));

/** Definitions with far more ways through them than can be walked. */
const LARGE: readonly (readonly [name: string, definitions: Definitions])[] = [
  [
    'may each have all others',
    many(() => ({ type: 'object', properties: toEach((at) => ({ $ref: `D${at}` })) })),
  ],
  [
    'must each have all others, or null',
    many(() => ({
      type: 'object',
      required: Object.keys(toEach(() => ({}))),
      properties: toEach((at) => ({ anyOf: [{ type: 'null' }, { $ref: `D${at}` }] })),
    })),
  ],
  [
    'are one union of objects with two of that union',
    many((index) =>
      index === 0
        ? { oneOf: Array.from({ length: COUNT - 1 }, (_, at) => ({ $ref: `D${at + 1}` })) }
        : {
            type: 'object',
            required: ['kind'],
            properties: {
              kind: { const: `k${index}` },
              left: { $ref: 'D0' },
              right: { $ref: 'D0' },
            },
          },
    ),
  ],
  [
    'are a chain with three links to the next one',
    many((index) => {
      const next: Schema = index === COUNT - 1 ? text : { $ref: `D${index + 1}` };
      return { type: 'object', properties: { a: next, b: next, c: next } };
    }),
  ],
];

describe('definitions that contain themselves', () => {
  it.each(titles)('have small, valid values: %s', (title) => {
    const schema: Schema = { $ref: title };
    const isValid = ajvFor(schema, definitions);
    assert(
      property(arbitraryOf(schema, definitions), (value) => {
        expect(isValid(value)).toBe(true);
        expect(sizeOf(value)).toBeLessThan(400);
        expect(depthOf(value)).toBeLessThan(16);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it.each(titles)('have values that nest: %s', (title) => {
    const drawn = sample(arbitraryOf({ $ref: title }, definitions), { numRuns: 300, seed: 1 });
    expect(Math.max(...drawn.map(depthOf))).toBeGreaterThan(2);
  });

  it.each(titles)('have invalid bodies that are refused as they say: %s', (title) => {
    const schema: Schema = { $ref: title };
    const isValid = ajvFor(schema, definitions);
    const list = invalidOf(schema, definitions);
    expect(list).not.toHaveLength(0);
    for (const { body, pointer, keyword } of list) {
      expect(isValid(body), JSON.stringify(body)).toBe(false);
      expect(issuesByAjv(isValid)).toContainEqual({ pointer, keyword });
    }
  });

  it('have invalid bodies that are wrong in a value within a value', () => {
    const list = invalidOf({ $ref: 'Tree' }, definitions);
    expect(list.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual([
      ' type',
      ' required',
      '/name type',
      '/children type',
      '/children/0 type',
      '/children/0 required',
      '/children/0/name type',
      '/children/0/children type',
    ]);
  });

  it('have the smallest value as the valid part of an invalid body', () => {
    const [, missing] = invalidOf(
      {
        type: 'object',
        required: ['a', 'b'],
        properties: { a: { $ref: 'Sum' }, b: { $ref: 'Odd' } },
      },
      definitions,
    ).filter(({ keyword }) => keyword === 'required');
    expect(missing?.body).toEqual({ a: 1 });
  });
});

describe('eighty definitions', () => {
  it.each(LARGE)('that %s have small, valid values', (_name, large) => {
    const schema: Schema = { $ref: 'D0' };
    for (const value of sample(arbitraryOf(schema, large), { numRuns: 20, seed: 1 })) {
      expect(issuesOf(schema, value, large)).toEqual([]);
      expect(sizeOf(value)).toBeLessThan(1_500);
    }
  });

  it.each(LARGE.filter(([name]) => !name.includes('null')))(
    'that %s have invalid bodies, each constraint a bounded number of times',
    (_name, large) => {
      const list = invalidOf({ $ref: 'D0' }, large);
      expect(list).not.toHaveLength(0);
      expect(list.length).toBeLessThan(10 * COUNT);
    },
  );

  it('that are each twice what the next one is have values, and invalid bodies', () => {
    // Ajv would validate a value 2 to the power of 80 times.
    const large = many((index) => {
      const next: Schema = { $ref: `D${index + 1}` };
      return index === COUNT - 1 ? { type: 'object', required: ['a'] } : { allOf: [next, next] };
    });
    for (const value of sample(arbitraryOf({ $ref: 'D0' }, large), { numRuns: 20, seed: 1 })) {
      expect(value).toHaveProperty('a');
    }
    expect(invalidOf({ $ref: 'D0' }, large).map(({ keyword }) => keyword)).toContain('required');
  });
});
