import { describe, expect, it } from 'vitest';
import type { Schema } from '../schema.js';
import { maskReader, printMask } from './masks.js';

const definitions = [
  {
    title: 'Person',
    schema: { type: 'object', properties: { name: { type: 'string', 'x-personal': 'name' } } },
  },
  { title: 'Alias', schema: { $ref: 'Person' } },
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
