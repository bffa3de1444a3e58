import * as fc from 'fast-check';

/** Whatever `postMessage` may carry of plain data, and what looks like the marks of a transcript. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
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
