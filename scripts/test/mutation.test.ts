import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMutations, ROOT } from './read-mutations.js';
import { canContain, titlesIn } from './test-titles.js';

const mutations = await readMutations();

describe('every mutation', () => {
  it('replaces a text that its file contains exactly once', () => {
    expect(mutations.length).toBeGreaterThan(250);
    const wrong = mutations.flatMap(({ name, file, find }) => {
      const path = join(ROOT, file);
      const count = existsSync(path) ? readFileSync(path, 'utf8').split(find).length - 1 : 0;
      return count === 1 ? [] : [`${name}: ${file} contains its text ${count} times`];
    });
    expect(wrong).toEqual([]);
  });

  it('changes its file', () => {
    expect(mutations.filter(({ find, replace }) => find === replace)).toEqual([]);
  });

  it('names a test that exists', () => {
    const titles = new Map(
      [...new Set(mutations.map(({ test }) => test.file))].map((file) => [
        file,
        titlesIn(join(ROOT, file)),
      ]),
    );
    const wrong = mutations.flatMap(({ name, test }) => {
      if (titles.get(test.file)?.some((title) => canContain(title, test.name))) return [];
      return [`${name}: ${test.file} has no test "${test.name}"`];
    });
    expect(wrong).toEqual([]);
  });
});

describe('the titles of tests', () => {
  const titles = titlesIn(join(ROOT, 'scripts/test/mutation.test.ts'));
  const has = (text: string): boolean => titles.some((title) => canContain(title, text));

  it.each(['a row of this table'])('contain %s, with what is around it', (row) => {
    for (const text of [row, `titles of tests contain ${row}, with`, 'contain', 'around it'])
      expect(has(text), text).toBe(true);
  });

  it('contain no other text', () => {
    // In parts, so that this file does not contain them.
    for (const parts of [
      ['every mutation names a test that', 'is missing'],
      ['names a test that exists', 'every mutation'],
      ['contain another', 'row, with'],
    ])
      expect(has(parts.join(' ')), parts.join(' ')).toBe(false);
  });
});
