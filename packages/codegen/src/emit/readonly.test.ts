import { describe, expect, it } from 'vitest';
import { readonlyTypes } from './readonly.js';

describe('readonlyTypes', () => {
  it.each([
    ['interface A { b: string }', 'interface A { readonly b: string }'],
    ['interface A { b?: string }', 'interface A { readonly b?: string | undefined }'],
    ['interface A { b?: unknown }', 'interface A { readonly b?: unknown }'],
    ['interface A { b? }', 'interface A { readonly b? }'],
    ['interface A { "b-c"?: 1 | 2 }', 'interface A { readonly "b-c"?: 1 | 2 | undefined }'],
    ['interface A { [k: string]: B[] }', 'interface A { readonly [k: string]: readonly B[] }'],
    ['type A = B[][] | null', 'type A = readonly (readonly B[])[] | null'],
    ['type A = (B | C)[]', 'type A = readonly (B | C)[]'],
    [
      'type A = { b?: { c?: D[] }[] }',
      'type A = { readonly b?: readonly { readonly c?: readonly D[] | undefined }[] | undefined }',
    ],
  ])('makes of %s', (text, expected) => {
    expect(readonlyTypes(text)).toBe(expected);
  });
});
