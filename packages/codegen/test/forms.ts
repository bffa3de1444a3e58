import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { checkProtocol, printViolation } from '../src/index.js';
import { edit, here } from './support.js';

const text = { type: 'string' };
const number = { type: 'number' };
const object = (properties: object, ...required: string[]): object => ({
  type: 'object',
  required,
  properties,
});
const ref = (title: string): object => ({ $ref: `../../../shared/all.json#/definitions/${title}` });
const own = (title: string): object => ({ $ref: `#/definitions/${title}` });

const DEFINITIONS = {
  Cat: { ...object({ kind: { const: 'cat' }, lives: number }, 'kind', 'lives') },
  Dog: { ...object({ kind: { const: 'dog' }, tricks: { items: text } }, 'kind') },
  Pet: { description: 'A cat or a dog.', oneOf: [own('Cat'), own('Dog')] },
  Tree: object(
    {
      left: { oneOf: [own('Tree'), { type: 'null' }] },
      byName: { type: 'object', additionalProperties: own('Tree') },
      pair: { type: 'array', items: [own('Tree'), own('Forest')], additionalItems: false },
    },
    'left',
  ),
  Forest: { type: 'array', items: { anyOf: [own('Tree'), own('Forest')] } },
  Color: { enum: ['red', 'green', 'blue'] },
};
const CONSTANT = { a: [1, { b: null }], 'c d': true };

/** Every form of a schema, as members of the body of one push. */
export const MEMBERS: Readonly<Record<string, object>> = {
  pet: ref('Pet'),
  tree: ref('Tree'),
  maybe: { oneOf: [ref('Pet'), { type: 'null' }] },
  types: { type: ['string', 'integer', 'null'] },
  both: { allOf: [ref('Cat'), object({ name: text }, 'name')] },
  notRed: { allOf: [ref('Color')], not: { const: 'red' } },
  someColors: { enum: ['red', 'green'], not: { enum: ['red'] } },
  closed: { ...object({ a: text }), additionalProperties: false },
  empty: { type: 'object', additionalProperties: false },
  open: { ...object({ a: text }), additionalProperties: true },
  record: { type: 'object', additionalProperties: number },
  mixed: { ...object({ a: text, b: { type: 'boolean' } }, 'b'), additionalProperties: number },
  prefixed: {
    ...object({ 'x-a': { type: 'integer' } }),
    patternProperties: { '^x-': number, '^x-y': { type: 'integer' } },
  },
  patterned: {
    type: 'object',
    patternProperties: { '^[ab]$': number },
    additionalProperties: false,
  },
  listed: {
    type: 'object',
    required: ['a'],
    propertyNames: { enum: ['a', 'b'] },
    additionalProperties: number,
  },
  tuple: { type: 'array', items: [text, number], minItems: 1, additionalItems: false },
  rest: { type: 'array', items: [text], additionalItems: number },
  unions: { type: 'array', items: { anyOf: [text, number] } },
  constant: { const: CONSTANT },
  constants: { enum: [{ a: 1 }, [1, 2], null] },
  conditional: {
    ...object({ kind: text }, 'kind'),
    if: object({ kind: { const: 'a' } }),
    then: object({ a: number }, 'a'),
    else: object({ b: number }, 'b'),
  },
  dependent: { ...object({ a: text, b: text }), dependencies: { a: ['b'] } },
};

const EXAMPLE = {
  pet: { kind: 'dog', tricks: ['sit'], age: 3 },
  tree: { left: { left: null }, byName: { a: { left: null } }, pair: [{ left: null }, [[]]] },
  maybe: null,
  types: 1,
  both: { kind: 'cat', lives: 9, name: 'Tom' },
  notRed: 'blue',
  someColors: 'green',
  closed: { a: 'x' },
  empty: {},
  open: { a: 'x', b: [1] },
  record: { a: 1 },
  mixed: { a: 'x', b: true, c: 1 },
  prefixed: { 'x-a': 1, 'x-b': 1.5, 'x-yes': 2, other: true },
  patterned: { a: 1 },
  listed: { a: 1, b: 2 },
  tuple: ['x', 1],
  rest: ['x', 1, 2],
  unions: ['x', 1],
  constant: CONSTANT,
  constants: [1, 2],
  conditional: { kind: 'a', a: 1 },
  dependent: { a: 'x', b: 'y' },
  more: 1,
};

/** Writes a protocol with a message that has all forms; returns the folder of its schemas. */
export const formsIn = async (folder: string): Promise<string> => {
  const schemas = join(folder, 'schemas');
  await cp(here('fixtures/good'), schemas, { recursive: true });
  await edit(schemas, 'toy/wire.json', (wire) => delete wire['houseRules']);
  await edit(schemas, 'shared/all.json', (json) => {
    Object.assign(json, { definitions: DEFINITIONS });
  });
  await edit(schemas, 'toy/from-widget/push/allForms.json', (json) => {
    Object.assign(json, object(MEMBERS), {
      title: 'AllForms',
      description: 'Every form.',
      'x-message': {
        ...{ kind: 'push', name: 'allForms', type: 'toy/allForms', from: 'widget' },
        ...{ versions: ['1'], stability: 'documented', source: 'x' },
      },
      examples: [EXAMPLE, {}],
    });
  });
  expect((await checkProtocol({ schemas })).map(printViolation)).toEqual([]);
  return schemas;
};
