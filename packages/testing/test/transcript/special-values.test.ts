import { assert, property } from 'fast-check';
import { expect, it } from 'vitest';
import { fromJson, toJson } from '@jackfield/plugin-kit/special-values';
import { anyValue } from './values.js';

it('whatever JSON has no word for comes back as it was, also where its mark is a member of its own', () => {
  assert(
    property(anyValue, (given) => {
      const back = fromJson(JSON.parse(JSON.stringify(toJson(given))));
      expect(back).toStrictEqual(given);
    }),
    { numRuns: 1_000 },
  );
});

it('is written so that a person can read it', () => {
  expect(toJson({ startTime: NaN, name: undefined, list: [-0, 2n] })).toEqual({
    startTime: { $: 'NaN' },
    name: { $: 'undefined' },
    list: [{ $: '-0' }, { $: 'bigint', value: '2' }],
  });
  expect(toJson({ $: 'NaN' })).toEqual({ $: 'object', value: { $: 'NaN' } });
});

it('what JSON has no word for is read by its mark', () => {
  const marks = ['undefined', 'NaN', 'Infinity', '-Infinity', '-0'].map(($) => ({ $ }));
  expect(fromJson(marks)).toStrictEqual([undefined, NaN, Infinity, -Infinity, -0]);
  expect(fromJson({ a: { $: 'bigint', value: '-12' } })).toEqual({ a: -12n });
  expect(fromJson({ $: 'object', value: { $: 'NaN', b: { $: 'NaN' } } })).toEqual({
    $: 'NaN',
    b: NaN,
  });
});

it('a mark that nobody writes is left as it is', () => {
  for (const json of [{ $: 'unknown' }, { $: 'bigint', value: 'x' }, { $: 'object', value: 1 }])
    expect(fromJson(json)).toEqual(json);
});
