import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const linesOf = (name: string): number =>
  read(`../public/${name}.js`)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;

it('the guide counts the lines of the three pages', () => {
  const [, row = ''] =
    /^\| lines without comments *\|(.*)\|$/m.exec(
      read('../../../docs/guide/with-and-without.md'),
    ) ?? [];
  expect(row.split('|').map((cell) => Number.parseInt(cell, 10))).toEqual(
    ['ringcx', 'ringex', 'jackfield'].map(linesOf),
  );
});
