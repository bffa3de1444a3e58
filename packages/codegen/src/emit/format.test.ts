import { describe, expect, it } from 'vitest';
import { formatted } from './format.js';

const nested = (depth: number): string => `${'if (a) {'.repeat(depth)}b()${'}'.repeat(depth)}`;

describe('generated code', () => {
  it('is formatted to a depth of 200', async () => {
    expect(await formatted(nested(200), 'typescript')).toMatch(/^if \(a\) \{\n {2}if \(a\) \{\n/);
  });

  it('that nests deeper is as it was printed, since where prettier fails differs', async () => {
    expect(await formatted(nested(201), 'typescript')).toBe(`${nested(201)}\n`);
  });
});
