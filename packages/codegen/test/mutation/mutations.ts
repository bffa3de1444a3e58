// How generated code and documents handle the texts of schemas, and what a comparison must find.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const ESCAPE = 'packages/codegen/src/emit/escape.test.ts';

export const mutations: readonly Mutation[] = [
  ...mutationsOf('packages/codegen/src/emit/escape.ts', ESCAPE, [
    {
      name: 'a title cannot end the comment of a generated file',
      find: ".replaceAll('*/', '*\\\\/')",
      replace: '',
      test: 'does not end a comment',
    },
    {
      name: 'a string cannot end a script in a page',
      find: ".replace(/<(?=\\/script|!--)/gi, '\\\\u003c')",
      replace: '',
      test: 'does not end a script in a page',
    },
    {
      name: 'a description cannot contain HTML',
      find: 'const NOT_PROSE = /[<`',
      replace: 'const NOT_PROSE = /[`',
      test: 'is not HTML in a description',
    },
  ]),
  ...mutationsOf('packages/codegen/src/emit/compact.ts', 'packages/codegen/test/names.test.ts', [
    {
      name: 'a validator reads own members only',
      find: 'if (isInherited(name)) {',
      replace: "if (name === '') {",
      test: 'are validated by their own members, not by those that every object inherits',
    },
  ]),
  ...mutationsOf('packages/codegen/src/emit/masks.ts', 'packages/codegen/src/emit/masks.test.ts', [
    {
      name: 'keys that are personal by a reference are masked',
      find: ': search(schemas.get(schema.$ref) as Schema, find);',
      replace: ': undefined;',
      test: 'mask the keys that are personal by a reference',
    },
  ]),
  ...mutationsOf('packages/codegen/src/write.ts', 'packages/codegen/test/write.test.ts', [
    {
      name: 'a file that cannot be written leaves all others as they are',
      find: 'renames.push([temporary, target]);\n      writeFileSync(temporary, text, { flush: true });',
      replace: 'writeFileSync(target, text, { flush: true });',
      test: 'are all as before if a folder is in the place of a file',
    },
  ]),
  ...mutationsOf(
    'packages/codegen/src/diff/compare-messages.ts',
    'packages/codegen/test/diff/rules.test.ts',
    [
      {
        name: 'values that are valid no more are reported without a rule of their own',
        find: '[isNarrowed, isWidened] = [!includes(olds, nexts),',
        replace: '[isNarrowed, isWidened] = [false,',
        test: 'report exactly one change',
      },
    ],
  ),
  ...mutationsOf(
    'packages/codegen/src/diff/inclusion.ts',
    'packages/codegen/test/diff/search.test.ts',
    [
      {
        name: 'a new branch of a oneOf must exclude what the others allow',
        find: 'branches.every((other, at) => at === index || excludes(one, other))',
        replace: 'true',
        test: 'report a change that breaks code',
      },
      {
        name: 'a value must be proven to be valid by no schema of a not',
        find: '(goal.not === undefined || excludes(one, goal.not)) &&',
        replace: '',
        test: 'report a change that breaks code',
      },
    ],
  ),
];
