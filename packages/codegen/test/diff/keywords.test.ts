import { describe, expect, it } from 'vitest';
import { loadProtocol } from '../../src/index.js';
import { here } from '../support.js';
import { compare } from './search.js';

const base = await loadProtocol({ schemas: here('fixtures/good') });
const NEVER = { not: {} };
const tagged = (kind: number, more: object = {}): object => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: kind }, ...more },
});
const text = { type: 'string' };

/** The rules of the changes of what the widget sends, with `!` where one breaks plugins. */
const from = (old: object, next: object): readonly string[] => {
  const definitions = {};
  const changes = compare(
    base,
    'reads',
    { schema: old, definitions },
    { schema: next, definitions },
  );
  return changes.map(({ rule, breaks }) => rule + (breaks.length > 0 ? '!' : '')).sort();
};

describe('a change of a keyword is reported in plain words', () => {
  it.each<[what: string, old: object, next: object, there: string[], back: string[]]>([
    [
      'an exclusive limit',
      { minimum: 3 },
      { exclusiveMinimum: 3 },
      ['LIMIT_TIGHTENED!'],
      ['LIMIT_RELAXED!'],
    ],
    [
      'the same limit of an integer',
      { type: 'integer', minimum: 4 },
      { type: 'integer', exclusiveMinimum: 3 },
      ['LIMIT_RELAXED'],
      ['LIMIT_TIGHTENED'],
    ],
    ['multiples', { multipleOf: 2 }, { multipleOf: 4 }, ['LIMIT_TIGHTENED!'], ['LIMIT_RELAXED!']],
    ...(
      [
        [0.3, 0.1],
        [0.6, 0.2],
        [1.5, 0.5],
      ] as const
    ).map(([old, next]): [string, object, object, string[], string[]] => [
      `the multiples of ${old} and ${next}`,
      { multipleOf: old },
      { multipleOf: next },
      ['LIMIT_RELAXED!'],
      ['LIMIT_TIGHTENED!'],
    ]),
    [
      'a value that is a multiple only as a decimal number',
      { const: 0.3 },
      { const: 0.3, multipleOf: 0.1 },
      ['LIMIT_TIGHTENED'],
      ['LIMIT_RELAXED'],
    ],
    [
      'a value that is not a multiple of an integer, though it is one as a decimal number',
      { const: 1e23 },
      { const: 1e23, multipleOf: 10 },
      ['LIMIT_TIGHTENED!'],
      ['LIMIT_RELAXED!'],
    ],
    [
      'a value that is excluded as a multiple',
      { enum: [0.3, 'x'] },
      { enum: [0.3, 'x'], not: { type: 'number', multipleOf: 0.1 } },
      ['LIMIT_TIGHTENED!'],
      ['LIMIT_RELAXED!'],
    ],
    ['a format', text, { ...text, format: 'date' }, ['LIMIT_TIGHTENED!'], ['LIMIT_RELAXED!']],
    [
      'a count of members',
      { minProperties: 1 },
      { minProperties: 2 },
      ['LIMIT_TIGHTENED!'],
      ['LIMIT_RELAXED!'],
    ],
    [
      'different items',
      { type: 'array' },
      { type: 'array', uniqueItems: true },
      ['LIMIT_TIGHTENED!'],
      ['LIMIT_RELAXED!'],
    ],
    [
      'contained items',
      { type: 'array' },
      { type: 'array', contains: text },
      ['LIMIT_TIGHTENED!'],
      ['LIMIT_RELAXED!'],
    ],
    ['what is excluded', {}, { not: text }, ['LIMIT_TIGHTENED!'], ['LIMIT_RELAXED!']],
    [
      'an item by its position',
      { type: 'array', prefixItems: [text] },
      { type: 'array', prefixItems: [{ type: 'number' }] },
      ['TYPE_CHANGED!'],
      ['TYPE_CHANGED!'],
    ],
    [
      'a new branch with a tag',
      { oneOf: [tagged(1), tagged(2)] },
      { oneOf: [tagged(1), tagged(2), tagged(3)] },
      ['TYPE_WIDENED!'],
      ['TYPE_NARROWED!'],
    ],
    [
      'an optional member of a branch',
      { oneOf: [tagged(1), tagged(2)] },
      { oneOf: [tagged(1), tagged(2, { a: text })] },
      ['MEMBER_ADDED'],
      ['MEMBER_REMOVED!'],
    ],
    [
      'a new member of a closed object',
      { type: 'object', additionalProperties: NEVER },
      { type: 'object', properties: { a: text }, additionalProperties: NEVER },
      ['MEMBER_ADDED', 'TYPE_WIDENED!'],
      ['MEMBER_REMOVED!', 'TYPE_NARROWED!'],
    ],
    [
      'an object that is closed',
      { type: 'object' },
      { type: 'object', additionalProperties: NEVER },
      ['TYPE_NARROWED!'],
      ['TYPE_WIDENED!'],
    ],
    [
      'members by a pattern',
      { patternProperties: { '^x': text } },
      { patternProperties: { '^x': { type: ['string', 'null'] } } },
      ['TYPE_WIDENED!'],
      ['TYPE_NARROWED!'],
    ],
    [
      'a dependency',
      { properties: { a: {}, b: {} } },
      { properties: { a: {}, b: {} }, dependencies: { a: { required: ['b'] } } },
      ['LIMIT_TIGHTENED!'],
      ['LIMIT_RELAXED!'],
    ],
    [
      'a condition',
      { properties: { a: {} } },
      { properties: { a: {} }, if: { required: ['a'] }, then: { minProperties: 2 } },
      ['LIMIT_TIGHTENED!'],
      ['LIMIT_RELAXED!'],
    ],
    ['a constant that is an object', { const: { a: 1, b: 2 } }, { const: { b: 2, a: 1 } }, [], []],
    [
      'another order of branches',
      { oneOf: [tagged(1), tagged(2)] },
      { oneOf: [tagged(2), tagged(1)] },
      [],
      [],
    ],
    [
      'a choice of true and false',
      { enum: [true, false] },
      { type: 'boolean' },
      ['ENUM_OPENED'],
      ['ENUM_CLOSED'],
    ],
  ])('%s', (_what, old, next, there, back) => {
    expect([from(old, next), from(next, old)]).toEqual([there, back]);
  });
});
