import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCodes } from '../build/error-table.js';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const source = read('packages/core/src/errors.ts');

it('refuses a code without an explanation', () => {
  expect(() => readCodes("export type ErrorCode =\n  /** Yes. */\n  | 'A'\n  | 'B';")).toThrow(
    'B has no comment.',
  );
});

it('joins an explanation of several lines', () => {
  expect(
    readCodes("type ErrorCode =\n  /**\n   * One\n   * two.\n   */\n  | 'A' | /** B. */ 'B';"),
  ).toEqual([
    ['A', 'One two.'],
    ['B', 'B.'],
  ]);
});

it('has every code of the source', () => {
  expect(readCodes(source).length).toBeGreaterThan(10);
});
