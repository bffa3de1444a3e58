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
      name: 'a cell of a table cannot contain markup',
      find: ".replace(/\\s+/g, ' ').replace(MARKUP, entity);",
      replace: ".replace(/\\s+/g, ' ');",
      test: 'is not markup in a line or a cell of a table',
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
  ...mutationsOf(
    'packages/codegen/src/emit/type-text.ts',
    'packages/codegen/src/emit/type-text.test.ts',
    [
      {
        name: 'types of index signatures include those of named members',
        find: 'unionOf([...more, ...members.values()])',
        replace: 'unionOf([...more])',
        test: 'says more about members by name and others',
      },
      {
        name: 'a type does not exclude more than not does',
        find: "hasOnly(not, 'enum', 'const')",
        replace: "hasOnly(not, 'enum', 'const', 'minLength')",
        test: 'says no more than not does: a longer text',
      },
    ],
  ),
  ...mutationsOf('packages/codegen/src/emit/masks.ts', 'packages/codegen/test/masks.test.ts', [
    {
      name: 'a mask hides what a pattern of names says of a named member',
      find: 'const found = own.concat(matching);',
      replace: 'const found = own;',
      test: 'hide every personal value, whatever the schema',
    },
    {
      name: 'a mask hides what other members are in another branch',
      find: 'return found.length > 0 ? found : (additionalProperties ?? []);',
      replace: 'return found;',
      test: 'hide every personal value, whatever the schema',
    },
    {
      name: 'a mask hides what one of the entries may be',
      find: '        contains,\n',
      replace: '',
      test: 'hide entries of which one may be personal',
    },
    {
      name: 'masks of joined definitions are limited',
      find: 'path.has(id) || left <= 0',
      replace: 'path.has(id) || left <= -1000',
      test: 'are small for many definitions that contain each other',
    },
  ]),
  ...mutationsOf('packages/codegen/src/check/schemas.ts', 'packages/codegen/test/names.test.ts', [
    {
      name: 'a member that tables cannot contain is refused',
      find: 'if (!isUnsafe(name)) continue;',
      replace: 'continue;',
      test: 'are refused if their name is',
    },
  ]),
  ...mutationsOf('packages/codegen/src/check/schemas.ts', 'packages/codegen/test/rules.test.ts', [
    {
      name: 'a pattern that cannot be analysed is refused',
      find: 'if (isSlow !== false) {',
      replace: 'if (isSlow === true) {',
      test: 'with a pattern that is too long to analyse is refused for that reason',
    },
    {
      name: 'a pattern that takes exponential time is refused',
      find: "const isSlow = typeof pattern === 'string' && isExponential(pattern);",
      replace: 'const isSlow = false as boolean | undefined;',
      test: 'PATTERN_BACKTRACKS',
    },
  ]),
  ...mutationsOf(
    'packages/codegen/src/check/references.ts',
    'packages/codegen/test/rules.test.ts',
    [
      {
        name: 'references that nest too deep are refused',
        find: 'if (depth < most) continue;',
        replace: 'continue;',
        test: 'is refused if its references nest too deep',
      },
    ],
  ),
  ...mutationsOf('packages/codegen/src/nesting.ts', 'packages/codegen/test/rules.test.ts', [
    {
      name: 'schemas that nest too deep are refused',
      find: 'if (depth > MAX_NESTING.schemas) return true;',
      replace: '',
      test: 'that nests allOf too deep is refused with one line',
    },
    {
      name: 'alternatives that nest too deep in the validator are refused',
      find: 'depth + 1 + nested * index',
      replace: 'depth + 1',
      test: 'is refused if an anyOf has more alternatives than schemas may nest',
    },
  ]),
  ...mutationsOf(
    'packages/codegen/src/check/backtracking.ts',
    'packages/codegen/src/check/backtracking.test.ts',
    [
      {
        name: 'characters of classes are compared where they overlap',
        find: 'onCharacterEnter: ({ value }) => void edges.add(value).add(value + 1),',
        replace: '',
        test: '^([぀-ゐ]|[ぐ-゠])+$',
      },
      {
        name: 'characters of sets are compared where they overlap',
        find: 'onCharacterSetEnter: ({ raw }) => edgesOf(raw).forEach((edge) => edges.add(edge)),',
        replace: '',
        test: 'a pattern takes exponential time',
      },
    ],
  ),
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
  ...mutationsOf('packages/codegen/src/write.ts', 'packages/codegen/test/write-failures.test.ts', [
    {
      name: 'files that were replaced are restored if another one cannot be',
      find: 'else renameSync(copy, target);',
      replace: 'else rmSync(copy);',
      test: 'are all as before if messages.ts cannot be replaced',
    },
    {
      name: 'what a killed run began is completed',
      find: "if (kind === 'tmp' && begun.has(owner)) renameSync(path, target);",
      replace: "if (kind === '') renameSync(path, target);",
      test: 'are all old or all new after a run that was killed at step 3, if the next one is invalid',
    },
    {
      name: 'files of a run that replaced none are not used',
      find: "kind === 'tmp' && begun.has(owner)",
      replace: "kind === 'tmp'",
      test: 'do not stay beside those of a killed process that had replaced none',
    },
  ]),
  ...mutationsOf('packages/codegen/src/emit/validators.ts', 'packages/codegen/test/names.test.ts', [
    {
      name: 'a long list of required names counts own members only',
      find: 'loopRequired: Infinity,',
      replace: '',
      test: 'are required by their own members in a long list, too',
    },
  ]),
  ...mutationsOf(
    'packages/codegen/src/diff/compare-messages.ts',
    'packages/codegen/test/diff/rules.test.ts',
    [
      {
        name: 'values that are valid no more are reported without a rule of their own',
        find: '&& !includes(olds, nexts)',
        replace: '&& false',
        test: 'report exactly one change',
      },
    ],
  ),
];
