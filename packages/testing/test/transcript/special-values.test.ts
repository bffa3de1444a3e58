import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromJson, toJson } from '../../src/transcript/special-values.js';

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(undefined, null, NaN, Infinity, -Infinity, -0, true, 12n, -3n),
    fc.double(),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'value', '$', '__proto__'), tie('value'), {
      noNullPrototype: true,
    }),
  ),
})).value;

it('whatever JSON has no word for comes back as it was, also where its mark is a member of its own', () => {
  fc.assert(
    fc.property(value, (given) => {
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

it('a mark that nobody writes is left as it is', () => {
  for (const json of [{ $: 'unheard' }, { $: 'bigint', value: 'x' }, { $: 'object', value: 1 }])
    expect(fromJson(json)).toEqual(json);
});
