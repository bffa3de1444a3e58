// oxlint-disable unicorn/no-thenable -- keywords of schemas
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../test/hostile.js';
import { NEVER, type Schema } from '../schema.js';
import { tagFinder } from './tags.js';
import { typePrinter } from './type-text.js';
import { warningsOf } from './type-warnings.js';

const print = typePrinter((title) => (title === 'Color' ? ['red', 'green', 1] : undefined));

const typeOf = (schema: Schema): string => print(schema).replace(/\s+/g, ' ');

const text: Schema = { type: 'string' };
const number: Schema = { type: 'number' };

describe('a type', () => {
  it.each<[string, Schema, string]>([
    ['anything', {}, 'unknown'],
    ['nothing', NEVER, 'never'],
    ['a list of types', { type: ['string', 'integer', 'null'] }, '(string | number | null)'],
    ['a nullable reference', { oneOf: [{ $ref: 'A' }, { type: 'null' }] }, '(A | null)'],
    [
      'a nullable reference with its types',
      { type: ['object', 'null'], anyOf: [{ $ref: 'A' }, { const: null }] },
      '(A | null)',
    ],
    ['a described reference', { description: 'x', allOf: [{ $ref: 'A' }] }, 'A'],
    ['an intersection', { allOf: [{ $ref: 'A' }, { $ref: 'B' }, { $ref: 'A' }] }, '(A & B)'],
    ['a text in a closed schema', { type: 'string', additionalProperties: NEVER }, 'string'],
    ['limits in allOf', { type: 'string', allOf: [{ minLength: 1 }] }, 'string'],
    ['types that exclude each other', { type: 'string', allOf: [number] }, 'never'],
    [
      'branches that have their type from outside',
      { type: 'string', oneOf: [{ const: 'a' }, { const: 1 }, { pattern: 'b' }] },
      '("a" | string)',
    ],
    [
      'then and else',
      { type: 'object', if: { required: ['a'] }, then: { $ref: 'A' }, else: { $ref: 'B' } },
      '(A | B)',
    ],
    ['then alone', { ...text, if: { minLength: 1 }, then: { $ref: 'A' } }, 'string'],
  ])('says %s', (_what, schema, expected) => {
    expect(typeOf(schema)).toBe(expected);
  });

  it.each<[string, Schema, string]>([
    ['constants', { enum: ['a', 1, null, true, 'a'] }, '("a" | 1 | null | true)'],
    [
      'a constant object',
      { const: { a: [1, {}], 'b c': null } },
      '{ readonly a: readonly [1, { readonly [k: string]: never }]; readonly "b c": null; }',
    ],
    ['constants of a type', { type: 'string', enum: ['a', 1] }, '"a"'],
    ['constants without some', { enum: ['a', 'b', 'c'], not: { enum: ['b', 'x'] } }, '("a" | "c")'],
    ['types without one', { type: ['string', 'null'], not: { type: 'null' } }, 'string'],
    [
      'a definition without some of its values',
      { allOf: [{ $ref: 'Color' }], not: { const: 'red' } },
      'Exclude<Color, "red">',
    ],
    ['open constants', { type: 'string', 'x-open-enum': ['a'] }, '("a" | (string & {}))'],
  ])('lists %s', (_what, schema, expected) => {
    expect(typeOf(schema)).toBe(expected);
  });

  it.each<[string, Schema]>([
    ['a longer text', { type: 'string', enum: ['a', 'bb'], not: { const: 'a', minLength: 2 } }],
    ['integers', { type: ['number', 'null'], not: { type: 'integer' } }],
    ['other values', { allOf: [{ $ref: 'Color' }], not: { const: 'blue' } }],
  ])('says no more than not does: %s', (_what, schema) => {
    expect(typeOf(schema)).toBe(typeOf({ ...schema, not: { minLength: 9 } }));
  });

  it.each<[string, Schema, string]>([
    [
      'a closed object',
      { properties: { a: text }, additionalProperties: NEVER },
      '{ readonly a?: string | undefined; }',
    ],
    [
      'an open object',
      { type: 'object', required: ['a'], properties: { a: text } },
      '{ readonly a: string; }',
    ],
    ['any object', { type: 'object' }, '{ readonly [k: string]: unknown; }'],
    [
      'an object without members',
      { type: 'object', additionalProperties: NEVER },
      '{ readonly [k: string]: never; }',
    ],
    ['a record', { additionalProperties: number }, '{ readonly [k: string]: number; }'],
    ['a forbidden member', { properties: { a: NEVER } }, '{ readonly a?: undefined; }'],
    [
      'members by name and any others',
      { properties: { a: text }, additionalProperties: {} },
      '{ readonly a?: string | undefined; readonly [k: string]: unknown; }',
    ],
    [
      'names by a prefix',
      { patternProperties: { '^x-': number }, properties: { 'x-a': text, b: text } },
      '{ readonly "x-a"?: string | undefined; readonly b?: string | undefined; readonly [k: `x-${string}`]: (number | string | undefined); }',
    ],
    [
      'names by another pattern',
      { patternProperties: { x$: number, y: text }, additionalProperties: NEVER },
      '{ readonly [k: string]: (number | string); }',
    ],
    [
      'names by a pattern beside unknown ones',
      { patternProperties: { x$: number } },
      '{ readonly [k: string]: unknown; }',
    ],
    [
      'listed names',
      { required: ['a'], propertyNames: { enum: ['a', 'b'] }, additionalProperties: number },
      '{ readonly a: number; readonly b?: number | undefined; }',
    ],
    [
      'members that another branch requires',
      { allOf: [{ properties: { a: text } }, { required: ['a'] }] },
      '{ readonly a: string; }',
    ],
    [
      'a union with tags beside common members',
      {
        type: 'object',
        required: ['kind'],
        properties: { id: text },
        oneOf: [{ properties: { kind: { const: 'a' } } }, { properties: { kind: { const: 'b' } } }],
      },
      '({ readonly id?: string | undefined; } & ({ readonly kind: "a"; } | { readonly kind: "b"; }))',
    ],
    [
      'an object, and not which of its members there are',
      {
        properties: { a: text },
        oneOf: [{ required: ['a'] }, { type: 'object', maxProperties: 0 }],
      },
      '{ readonly a?: string | undefined; }',
    ],
  ])('says %s', (_what, schema, expected) => {
    expect(typeOf(schema)).toBe(expected);
  });

  it('says more about members by name and others', () => {
    const schema: Schema = {
      required: ['a'],
      properties: { a: text, b: { type: 'null' } },
      additionalProperties: number,
    };
    expect(typeOf(schema)).toBe(
      '{ readonly a: string; readonly b?: null | undefined; readonly [k: string]: (number | string | null | undefined); }',
    );
  });

  it.each<[string, Schema, string]>([
    ['any array', { type: 'array' }, 'readonly unknown[]'],
    ['an empty array', { items: NEVER }, 'readonly []'],
    ['an array of a union', { items: { oneOf: [text, number] } }, 'readonly (string | number)[]'],
    ['an array of arrays', { items: { items: text } }, 'readonly (readonly string[])[]'],
    [
      'an open tuple',
      { minItems: 1, prefixItems: [text, number] },
      'readonly [string, number?, ...unknown[]]',
    ],
    [
      'a tuple with a rest',
      { minItems: 5, prefixItems: [text, { type: ['null', 'string'] }], items: { items: number } },
      'readonly [string, (null | string), ...(readonly number[])[]]',
    ],
    ['a closed tuple', { prefixItems: [text], items: NEVER }, 'readonly [string?]'],
    [
      'a short tuple',
      { prefixItems: [text, number], maxItems: 1, minItems: 1 },
      'readonly [string]',
    ],
    ['an array or an object', { items: text, properties: {} }, '({} | readonly string[])'],
  ])('says %s', (_what, schema, expected) => {
    expect(typeOf(schema)).toBe(expected);
  });

  it.each(HOSTILE)('runs nothing of %j', (hostile) => {
    const schema: Schema = {
      properties: {
        [`${hostile} name`]: { description: hostile, const: { [`a${hostile}`]: [hostile] } },
      },
      patternProperties: { [`^${hostile}`]: { enum: [hostile] } },
      propertyNames: { const: hostile },
    };
    const code = `/* x */ export type A = ${print(schema)};`;
    const { diagnostics = [], outputText } = ts.transpileModule(code, { reportDiagnostics: true });
    expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
    // A type alone leaves no code.
    expect(outputText.replace(/\/\*[^]*?\*\//g, '').trim()).toBe('export {};');
    const file = ts.createSourceFile('a.ts', code, ts.ScriptTarget.ES2022);
    const [alias, ...more] = file.statements;
    expect(more).toEqual([]);
    const members = (alias as ts.TypeAliasDeclaration).type as ts.TypeLiteralNode;
    const [member] = members.members as unknown as readonly ts.PropertySignature[];
    expect((member!.name as ts.StringLiteral).text).toBe(`${hostile} name`);
  });

  it('has doc comments of any length', () => {
    const description = '*/ x\n'.repeat(270_000);
    const printed = print({ properties: { a: { description, type: 'string' } } });
    expect(printed.match(/\*\//g)).toHaveLength(1);
    expect(printed.length).toBeGreaterThan(description.length);
  });
});

describe('what a type does not express', () => {
  const tagged = (tag: string): Schema => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: tag } },
  });

  it.each<[string, Schema, string | undefined]>([
    ['a condition', { if: text, then: { minLength: 1 } }, '/if'],
    ['a condition without consequence', { if: text }, undefined],
    ['dependencies', { dependencies: { a: { required: ['b'] } } }, '/dependencies'],
    ['not', { items: { not: { minLength: 1 } } }, '/items/not'],
    ['not of constants', { enum: [1, 2], not: { const: 1 } }, undefined],
    ['not of types', { type: ['string', 'null'], not: { type: 'null' } }, undefined],
    ['no value', { additionalProperties: NEVER, properties: { a: text } }, undefined],
    ['a pattern of names', { propertyNames: { pattern: 'a' } }, '/propertyNames'],
    ['listed names', { propertyNames: { enum: ['a'] } }, undefined],
    ['a prefix of names', { patternProperties: { '^a': text } }, undefined],
    ['names by a pattern', { patternProperties: { a$: text } }, '/patternProperties'],
    [
      'names by a prefix beside others',
      { patternProperties: { '^a': text }, additionalProperties: number },
      '/patternProperties',
    ],
    [
      'others beside names',
      { properties: { a: text }, additionalProperties: number },
      '/additionalProperties',
    ],
    ['exactly one of several', { oneOf: [{ $ref: 'A' }, { $ref: 'B' }] }, '/oneOf'],
    ['exactly one with a tag', { oneOf: [tagged('a'), tagged('b')] }, undefined],
    ['a nullable reference', { oneOf: [{ $ref: 'A' }, { type: 'null' }] }, undefined],
  ])('is reported with its place: %s', (_what, schema, pointer) => {
    const warnings = warningsOf(schema, tagFinder([]));
    expect(warnings.map((warning) => warning.pointer)).toEqual(
      pointer === undefined ? [] : [pointer],
    );
  });
});
