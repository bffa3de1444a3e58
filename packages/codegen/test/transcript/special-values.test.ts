import { expect, it } from 'vitest';
import { fromJson } from '../../src/transcript/special-values.js';

it('what JSON has no word for is read by its mark, and any other mark is left as it is', () => {
  const marks = ['undefined', 'NaN', 'Infinity', '-Infinity', '-0'].map(($) => ({ $ }));
  expect(fromJson(marks)).toStrictEqual([undefined, NaN, Infinity, -Infinity, -0]);
  expect(fromJson({ a: { $: 'bigint', value: '-12' } })).toEqual({ a: -12n });
  expect(fromJson({ $: 'object', value: { $: 'NaN', b: { $: 'NaN' } } })).toEqual({
    $: 'NaN',
    b: NaN,
  });
  for (const json of [{ $: 'unheard' }, { $: 'bigint', value: 'Ada' }, { $: 'object', value: 1 }])
    expect(fromJson(json)).toEqual(json);
});
