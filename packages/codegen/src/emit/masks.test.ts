import { describe, expect, it } from 'vitest';
import { NEVER, type Schema } from '../schema.js';
import { maskReader, printMask } from './masks.js';

const definitions = [
  {
    title: 'Person',
    schema: { type: 'object', properties: { name: { type: 'string', 'x-personal': 'name' } } },
  },
  { title: 'Alias', schema: { $ref: 'Person' } },
  { title: 'Phone', schema: { type: 'string', 'x-personal': 'number' } },
  { title: 'Key', schema: { allOf: [{ minLength: 1 }, { $ref: 'Phone' }] } },
  {
    title: 'ByPhone',
    schema: {
      type: 'object',
      propertyNames: { $ref: 'Phone' },
      additionalProperties: { const: 1 },
    },
  },
  { title: 'SelfKeyed', schema: { propertyNames: { $ref: 'SelfKeyed' }, 'x-personal': 'id' } },
  { title: 'Keyed', schema: { type: 'object', propertyNames: { $ref: 'Key' } } },
] satisfies readonly { title: string; schema: Schema }[];

const maskOf = (schema: Schema): string => printMask(maskReader(definitions)(schema));

describe('masks', () => {
  it.each<[string, Schema, string]>([
    ['nothing known', {}, '"?"'],
    ['any object', { type: 'object' }, '{  }'],
    ['any array', { type: 'array' }, '"?"'],
    ['a text or an object', { type: ['string', 'object'] }, '"?"'],
    [
      'two branches that differ',
      { anyOf: [{ type: 'string' }, { type: 'array', items: {} }] },
      '"?"',
    ],
    [
      'a list or a record',
      {
        anyOf: [
          { type: 'array', items: { type: 'string' } },
          { type: 'object', properties: {} },
        ],
      },
      '"?"',
    ],
  ])('hide %s', (_what, schema, expected) => {
    expect(maskOf(schema)).toBe(expected);
  });

  it.each<[string, Schema, string]>([
    ['plain values', { type: ['string', 'null'] }, '0'],
    ['null', { type: 'null' }, '0'],
    ['texts in a closed schema', { type: 'string', enum: ['a'], additionalProperties: NEVER }, '0'],
    ['constants', { const: null }, '0'],
    ['lists', { type: 'array', items: { type: 'number' } }, '[0]'],
    ['records', { type: 'object', additionalProperties: { enum: ['a'] } }, '[0, 0]'],
    [
      'branches that agree',
      { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] },
      '0',
    ],
    [
      'lists that agree',
      { anyOf: [{ type: 'array', items: { type: 'number' } }, { items: { type: 'string' } }] },
      '[0]',
    ],
  ])('show %s', (_what, schema, expected) => {
    expect(maskOf(schema)).toBe(expected);
  });

  it.each<[string, Schema, string]>([
    ['a whole object', { type: 'object', 'x-personal': 'text', properties: { a: {} } }, '"text"'],
    [
      'the keys of a record',
      { propertyNames: { 'x-personal': 'number' }, additionalProperties: { type: 'string' } },
      '["number", 0]',
    ],
    [
      'one branch of several',
      { anyOf: [{ type: 'string', 'x-personal': 'id' }, { type: 'number' }] },
      '"id"',
    ],
    [
      'the other branch',
      { anyOf: [{ type: 'number' }, { type: 'string', 'x-personal': 'id' }] },
      '"id"',
    ],
    [
      'entries of either list',
      { anyOf: [{ items: { type: 'string' } }, { items: { type: 'string', 'x-personal': 'id' } }] },
      '["id"]',
    ],
  ])('say the kind of %s', (_what, schema, expected) => {
    expect(maskOf(schema)).toBe(expected);
  });

  const values: Schema = { type: 'object', additionalProperties: { type: 'number' } };

  it.each<[string, Schema, string]>([
    ['a reference', { ...values, propertyNames: { $ref: 'Phone' } }, '["number", 0]'],
    ['a chain of references', { ...values, propertyNames: { $ref: 'Key' } }, '["number", 0]'],
    [
      'a described reference',
      { ...values, propertyNames: { description: 'x', allOf: [{ $ref: 'Phone' }] } },
      '["number", 0]',
    ],
    [
      'one of two kinds of keys',
      { ...values, propertyNames: { anyOf: [{ minLength: 20 }, { $ref: 'Phone' }] } },
      '["number", 0]',
    ],
    [
      'a branch beside the values',
      { ...values, allOf: [{ propertyNames: { $ref: 'Phone' } }] },
      '["number", 0]',
    ],
    [
      'another branch than the values',
      { allOf: [values, { type: 'object', propertyNames: { 'x-personal': 'number' } }] },
      '["number", 0]',
    ],
    ['a branch of anyOf', { anyOf: [values, { propertyNames: { $ref: 'Key' } }] }, '["number", 0]'],
    ['a definition beside the values', { ...values, allOf: [{ $ref: 'Keyed' }] }, '["number", 0]'],
    ['a definition', { allOf: [{ $ref: 'ByPhone' }] }, 'maskByPhone'],
    [
      'a definition whose keys are of its own kind',
      { ...values, propertyNames: { $ref: 'SelfKeyed' } },
      '["id", 0]',
    ],
    ['a definition of its own', definitions[4]!.schema, '["number", 0]'],
    [
      'a list of records',
      { items: { ...values, propertyNames: { $ref: 'Phone' } } },
      '[["number", 0]]',
    ],
    [
      'a record of records',
      { additionalProperties: { ...values, propertyNames: { $ref: 'Phone' } } },
      '[0, ["number", 0]]',
    ],
    [
      'an object without values',
      { type: 'object', propertyNames: { $ref: 'Phone' } },
      '["number", "?"]',
    ],
    [
      'an object with known members',
      { properties: { a: { type: 'string' } }, propertyNames: { $ref: 'Phone' } },
      '["number", "?"]',
    ],
    [
      'records of both branches',
      { anyOf: [values, { ...values, propertyNames: { $ref: 'Phone' } }] },
      '["number", 0]',
    ],
  ])('mask the keys that are personal by %s', (_what, schema, expected) => {
    expect(maskOf(schema)).toBe(expected);
  });

  it('name definitions, and look into them only to join them with more', () => {
    expect(maskOf({ description: 'Who.', allOf: [{ $ref: 'Person' }] })).toBe('maskPerson');
    expect(maskOf({ anyOf: [{ $ref: 'Person' }, { type: 'null' }] })).toBe('maskPerson');
    expect(maskOf({ type: 'object', allOf: [{ $ref: 'Person' }] })).toBe('maskPerson');
    const more = { properties: { age: { type: 'number' }, name: { type: 'string' } } };
    expect(maskOf({ allOf: [{ $ref: 'Alias' }, more] })).toBe('{ "name": "name", "age": 0 }');
    expect(maskOf({ allOf: [more, { $ref: 'Person' }, { required: ['age'] }] })).toBe(
      '{ "age": 0, "name": "name" }',
    );
  });
});
