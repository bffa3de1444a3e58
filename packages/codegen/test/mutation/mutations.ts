// How generated code and documents handle the texts of schemas, and what a comparison must find.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const ENVELOPES = 'packages/codegen/test/envelopes/envelopes.test.ts';
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
        find: '&& !includes(olds, nexts)',
        replace: '&& false',
        test: 'report exactly one change',
      },
    ],
  ),
  ...mutationsOf('packages/codegen/src/emit/envelope-reader.ts', ENVELOPES, [
    {
      name: 'a message without an id is not taken out of an envelope that has one',
      find: "...(all.some(({ part }) => part === 'id') ? ['isText(id)'] : []),",
      replace: "...(all.some(({ part }) => part === 'id') ? ['true'] : []),",
      test: "a wire with 'arrays, with an array of their own",
    },
    {
      name: 'an object with the positions of an envelope is not an array',
      find: "['!Array.isArray(data)']",
      replace: '[]',
      test: "a wire with 'arrays, with an array of their own",
    },
    {
      name: 'a text is not taken for a payload that is an array',
      find: '...(payload !== undefined && (isResponse || isInnerArray) ? [isContainer(layout)] : []),',
      replace: '',
      test: "a wire with 'payloads that are arrays",
    },
    {
      name: 'a message without a constant of its side is in no envelope',
      find: ".filter(({ part, place }) => part === 'constant' && common.has(place))",
      replace: '.filter(() => false)',
      test: "a wire with 'constants of each side",
    },
    {
      name: 'a message with another constant of its kind is in no envelope',
      find: "...outer.map((slot) => test('data', slot)),\n      ...(inner",
      replace: "...outer.map(() => 'true'),\n      ...(inner",
      test: "a wire with 'a success flag and a message",
    },
    {
      name: 'a type that is a number is finite',
      find: "'Number.isFinite(type)'",
      replace: '"typeof type === \'number\'"',
      test: "a wire with 'tags and types that are numbers",
    },
    {
      name: 'an error without a reason is an error',
      find: "error: error || 'no reason given'",
      replace: 'error',
      test: 'an error without a reason',
    },
  ]),
  ...mutationsOf('packages/codegen/src/emit/envelope.ts', ENVELOPES, [
    {
      name: 'a generated reader throws nothing',
      find: 'return undefined;\n          }`',
      replace: "throw new Error('unreadable');\n          }`",
      test: "a wire with 'arrays, with an array of their own",
    },
    {
      name: 'no member of a body replaces one of its envelope',
      find: "`{ ${[...(isSpread ? ['...members'] : []), ...members].join(', ')} }`",
      replace: "`{ ${[...members, ...(isSpread ? ['...members'] : [])].join(', ')} }`",
      test: 'no member of a body replaces one of its envelope',
    },
  ]),
  ...mutationsOf(
    'packages/codegen/src/layout.ts',
    'packages/codegen/test/envelopes/search.test.ts',
    [
      {
        name: 'envelopes are tried in an order in which none is taken for another',
        find: 'other === one || !mayBeTaken(other, one)',
        replace: 'true || mayBeTaken(other, one)',
        test: 'every envelope without a violation',
      },
    ],
  ),
  ...mutationsOf(
    'packages/codegen/src/layout.ts',
    'packages/codegen/test/envelopes/violations.test.ts',
    [
      {
        name: 'a body whose place is not fixed may have the members of another envelope',
        find: 'return place === payload ? !isConstant : isSpread;',
        replace: 'return place === payload && !isConstant;',
        test: 'a body that may contain the id of a request',
      },
    ],
  ),
  ...mutationsOf(
    'packages/codegen/src/check/envelopes.ts',
    'packages/codegen/test/envelopes/violations.test.ts',
    [
      {
        name: 'no part of an envelope has a name that every object has',
        find: '} else if (place in Object.prototype) {',
        replace: "} else if (place === '') {",
        test: 'a name that every object has',
      },
      {
        name: 'no bare message has the tag of an envelope as its type',
        find: 'if (isBare && tags.includes(type)) {',
        replace: "if (isBare && type === '') {",
        test: 'are bare with a type that is a tag',
      },
    ],
  ),
];
