// How generated code and documents handle the texts of schemas, and what a comparison must find.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const KEYWORDS = 'packages/codegen/test/keywords.test.ts';
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
  ...mutationsOf('packages/codegen/src/emit/compact.ts', KEYWORDS, [
    {
      name: 'a text of a schema is not taken for code',
      find: "/^(?:[/\\w]*|~[01])$/.test(text) && !text.includes('rrors')",
      replace: "text !== ''",
      test: 'spoils no validator and does not run',
    },
    {
      name: 'an issue does not repeat the name of a member that is not allowed',
      find: "'limit', 'pattern'];",
      replace: "'limit', 'pattern', 'propertyName'];",
      test: 'names what is expected, not what a body has in its place',
    },
  ]),
  ...mutationsOf('packages/codegen/src/emit/tags.ts', KEYWORDS, [
    {
      name: 'a tag that two branches share does not refuse a body of the second',
      find: 'new Set(values).size === values.length &&',
      replace: '',
      test: 'is valid: a value whose branches do not exclude each other by the tag',
    },
    {
      name: 'a body without a tag is checked against every branch that permits it',
      find: 'objects.filter(([, { required }]) => !required.has(name)).length < 2',
      replace: 'true',
      test: 'is valid: an object without the tag where two branches permit it',
    },
    {
      name: 'a number that two branches of oneOf permit is not valid',
      find: "type === 'integer' ? 'number' : type",
      replace: 'type',
      test: 'matches two types beside tagged objects',
    },
    {
      name: 'a value that two branches of anyOf permit is valid beside tagged objects',
      find: "union === 'anyOf' && rest.length > 1",
      replace: 'false',
      test: 'is valid: another value than an object, beside tagged objects',
    },
  ]),
  ...mutationsOf('packages/codegen/src/emit/keywords.ts', KEYWORDS, [
    {
      name: 'a body that matches two branches of oneOf is not valid',
      find: '`${passed} !== 1`',
      replace: '`${passed} === 0`',
      test: 'matches two branches of oneOf',
    },
  ]),
  ...mutationsOf('packages/codegen/src/emit/dispatcher.ts', KEYWORDS, [
    {
      name: 'a cyclic body is an issue, not an exception, where items are compared',
      find: '(sub as Schema).uniqueItems === true',
      replace: "(sub as Schema).format === ''",
      test: 'that is cyclic is an issue where items are compared, also without recursive schemas',
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
        find: '&& !includes(olds, nexts)',
        replace: '&& false',
        test: 'report exactly one change',
      },
    ],
  ),
];
