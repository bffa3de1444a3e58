import { join } from 'node:path';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../src/index.js';
import { formsIn } from './forms.js';
import { typeIssues } from './type-issues.js';

const ASSERTIONS = `
import type { AllForms, Pet, Tree } from './types.js';

export const tree: Tree = {
  left: { left: null, byName: { a: { left: null } } },
  pair: [{ left: null }, [{ left: null }, [[]]]],
};
export const lives = (pet: Pet): number => (pet.kind === 'cat' ? pet.lives : (pet.tricks ?? []).length);
export const members = (body: AllForms): readonly unknown[] => {
  const name: string | undefined = body.both?.name;
  const kind: 'cat' | undefined = body.both?.kind;
  const first: string | undefined = body.tuple?.[0];
  const second: number | undefined = body.tuple?.[1];
  const more: number | string | undefined = body.rest?.[7];
  const prefixed: number | undefined = body.prefixed?.['x-z'];
  const mixed: number | string | boolean | undefined = body.mixed?.['z'];
  return [name, kind, first, second, more, prefixed, mixed];
};
`;

/** Values of members, and whether they are of its type. */
const VALUES: readonly (readonly [member: string, value: string, isRight: boolean])[] = [
  ['pet', "{ kind: 'cat', lives: 9 }", true],
  ['pet', "{ kind: 'dog', lives: 9 }", false],
  ['pet', 'null', false],
  ['maybe', 'null', true],
  ['maybe', "{ kind: 'cow' }", false],
  ['types', 'null', true],
  ['types', '1', true],
  ['types', 'true', false],
  ['both', "{ kind: 'cat', lives: 1, name: 'x' }", true],
  ['both', "{ kind: 'cat', lives: 1 }", false],
  ['notRed', "'blue'", true],
  ['notRed', "'red'", false],
  ['someColors', "'green'", true],
  ['someColors', "'red'", false],
  ['closed', "{ a: 'x' }", true],
  ['closed', "{ a: 'x', b: 1 }", false],
  ['empty', '{}', true],
  ['empty', '{ a: 1 }', false],
  ['open', "{ a: 'x', b: 1 }", true],
  ['open', '{ a: 1 }', false],
  ['record', '{ a: 1 }', true],
  ['record', "{ a: 'x' }", false],
  ['mixed', "{ a: 'x', b: true, c: 1 }", true],
  ['mixed', '{ b: 1 }', false],
  ['mixed', '{ b: true, c: null }', false],
  ['prefixed', "{ 'x-a': 1, 'x-b': 1, 'x-yes': 2 }", true],
  ['prefixed', '{ y: 1 }', false],
  ['prefixed', "{ 'x-b': 'x' }", false],
  ['patterned', '{ a: 1 }', true],
  ['patterned', "{ a: 'x' }", false],
  ['listed', '{ a: 1, b: 2 }', true],
  ['listed', '{ b: 2 }', false],
  ['listed', '{ a: 1, c: 2 }', false],
  ['tuple', "['x']", true],
  ['tuple', "['x', 1]", true],
  ['tuple', '[]', false],
  ['tuple', "['x', 1, 2]", false],
  ['tuple', "['x', 'y']", false],
  ['rest', "['x', 1, 2]", true],
  ['rest', "['x', 'y']", false],
  ['unions', "['x', 1]", true],
  ['unions', '[null]', false],
  ['constant', "{ a: [1, { b: null }], 'c d': true }", true],
  ['constant', "{ a: [1, { b: 2 }], 'c d': true }", false],
  ['constants', '[1, 2]', true],
  ['constants', '[2, 1]', false],
  ['conditional', "{ kind: 'a', a: 1 }", true],
  ['conditional', "{ kind: 'a' }", false],
  ['dependent', "{ a: 'x' }", true],
  ['dependent', '{ a: 1 }', false],
];

describe('the types of a protocol with every keyword', () => {
  let issues: readonly string[];

  beforeAll(async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'jackfield-forms-')));
    const schemas = await formsIn(folder);
    const top = join(folder, 'out').replaceAll('\\', '/');
    await generate({ schemas, out: top, kit: join(top, 'kit') });
    const lines = VALUES.map(
      ([member, value]) => `export const value: AllForms = { ${member}: ${value} };`,
    );
    await writeFile(join(top, 'assertions.ts'), ASSERTIONS);
    for (const [index, line] of lines.entries()) {
      const text = `import type { AllForms } from './types.js';\n${line}\n`;
      await writeFile(join(top, `value-${index}.ts`), text);
    }
    issues = typeIssues([top]).get(top) as readonly string[];
    return () => rm(folder, { recursive: true });
  }, 120_000);

  it('compile under the strictest settings', () => {
    expect(issues.filter((issue) => !issue.includes('/value-'))).toEqual([]);
  });

  it.each(VALUES.map(([member, value, isRight], index) => ({ member, value, isRight, index })))(
    'take $value for $member: $isRight',
    ({ index, isRight }) => {
      const found = issues.filter((issue) => issue.includes(`/value-${index}.ts`));
      expect(found.length === 0, found.join()).toBe(isRight);
    },
  );
});
