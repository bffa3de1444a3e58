import { describe, expect, it } from 'vitest';
import { loadProtocol, type Protocol } from '../../src/index.js';
import { explore } from '../../src/transcript/explore.js';
import { layersOf } from '../../src/transcript/layers.js';
import { createBodyValidator } from '../../src/transcript/validate-body.js';
import type { Schema } from '../../src/schema.js';
import { here } from '../support.js';

const base = await loadProtocol({ schemas: here('fixtures/good') });

const TREE: Schema = {
  type: 'object',
  properties: {
    state: { type: 'string', 'x-open-enum': ['open'] },
    owner: { type: 'string', 'x-personal': 'name', 'x-open-enum': ['nobody'] },
    branches: { type: 'array', items: { $ref: 'Tree' } },
  },
};

/** What a body has that its schema does not describe, and what is wrong in it. */
const examine = (schema: Schema, body: unknown): readonly unknown[] => {
  const definitions = [{ file: 'shared/tree.json', title: 'Tree', schema: TREE }];
  const message = base.messages.find(({ name }) => name === 'notice');
  const part = { title: 'Notice', required: true, schema };
  const messages = [{ ...message, body: part }] as unknown as Protocol['messages'];
  const layers = layersOf(definitions);
  const validate = createBodyValidator({ ...base, definitions, messages }, layers);
  return [...explore(layers, schema, body), ...validate(part, body)];
};

const branches: Schema = {
  oneOf: [
    { type: 'object', required: ['kind'], properties: { kind: { const: 1 }, a: {} } },
    { type: 'object', required: ['kind'], properties: { kind: { const: 2 }, b: {} } },
  ],
};

describe('unknown members and values of a body', () => {
  it.each<[what: string, schema: Schema, body: unknown, pointer: string]>([
    ['branches of oneOf', branches, { kind: 1, a: 1, z: 1 }, '/z'],
    [
      'if, then and else',
      {
        if: { required: ['a'], properties: { a: {} } },
        then: { properties: { b: {} } },
        else: { properties: { c: {} } },
      },
      { a: 1, b: 1, c: 1, z: 1 },
      '/z',
    ],
    [
      'dependencies',
      { properties: { a: {} }, dependencies: { a: { properties: { b: {} } } } },
      { a: 1, b: 1, z: 1 },
      '/z',
    ],
    [
      'patternProperties, by no key',
      { patternProperties: { '^x-': { properties: { a: {} } } } },
      { 'x-1': { a: 1, z: 1 } },
      '/*/z',
    ],
    [
      'prefixItems, by their position',
      { prefixItems: [{}, { properties: { a: {} } }], items: { properties: { b: {} } } },
      [1, { a: 1, z: 1 }],
      '/1/z',
    ],
    [
      'what follows prefixItems',
      { prefixItems: [{}], items: { properties: { b: {} } } },
      [1, { b: 1, z: 1 }],
      '/*/z',
    ],
    [
      'definitions that contain themselves',
      { $ref: 'Tree' },
      { branches: [{ branches: [{ state: 'open', z: 1 }] }] },
      '/branches/*/branches/*/z',
    ],
  ])('are found through %s', (_what, schema, body, pointer) => {
    expect(examine(schema, body)).toEqual([{ kind: 'member', pointer, type: 'number' }]);
  });

  it('are values of open enumerations at any depth, but not personal ones', () => {
    const body = { branches: [{ branches: [{ state: 'shut', owner: 'Ann' }] }] };
    expect(examine({ $ref: 'Tree' }, body)).toEqual([
      { kind: 'value', pointer: '/branches/*/branches/*/state', value: 'shut' },
      { kind: 'value', pointer: '/branches/*/branches/*/owner', value: 'a personal value' },
    ]);
  });

  it('are the members that a closed object refuses', () => {
    const schema: Schema = { properties: { a: {} }, additionalProperties: { not: {} } };
    expect(examine(schema, { z: 1 })).toContainEqual({
      kind: 'member',
      pointer: '/z',
      type: 'number',
    });
  });
});

describe('the issues of a body', () => {
  it.each<[what: string, schema: Schema, body: unknown, pointer: string, expected: string]>([
    ['oneOf', { oneOf: [{ type: 'string' }, { $ref: 'Tree' }] }, 1, '', 'string or object'],
    ['anyOf', { anyOf: [{ type: 'string' }, { type: 'null' }] }, 1, '', 'string or null'],
    ['oneOf with tags', branches, { kind: 3 }, '', 'a match of exactly one schema in oneOf'],
    [
      'contains',
      { type: 'array', contains: { type: 'string' } },
      [1, 2],
      '',
      'contain at least 1 valid item(s)',
    ],
    [
      'then',
      { if: { required: ['a'] }, then: { properties: { a: { type: 'string' } } } },
      { a: 1 },
      '/a',
      'string',
    ],
    [
      'patternProperties, without the key',
      { patternProperties: { '^x-': { type: 'string' } } },
      { 'x-1': 1 },
      '/*',
      'string',
    ],
    ['prefixItems', { prefixItems: [{}, { type: 'string' }] }, [1, 2], '/1', 'string'],
    [
      'definitions that contain themselves',
      { $ref: 'Tree' },
      { branches: [{ branches: [1] }] },
      '/branches/*/branches/*',
      'object',
    ],
  ])('are one for %s', (_what, schema, body, pointer, expected) => {
    const issues = examine(schema, body).filter((one) => !Object.hasOwn(one as object, 'kind'));
    expect(issues).toMatchObject([{ pointer, expected }]);
  });
});
