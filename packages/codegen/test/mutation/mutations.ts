// How generated code and documents handle the texts of schemas, and what a comparison must find.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const KEYWORDS = 'packages/codegen/test/keywords.test.ts';
const ENVELOPES = 'packages/codegen/test/envelopes/envelopes.long.test.ts';
const RADIO = 'packages/codegen/test/radio.long.test.ts';
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
  ...mutationsOf(
    'packages/codegen/src/emit/compact.ts',
    'packages/codegen/test/names.long.test.ts',
    [
      {
        name: 'a validator reads own members only',
        find: 'if (isInherited(name)) {',
        replace: "if (name === '') {",
        test: 'are validated by their own members, not by those that every object inherits',
      },
    ],
  ),
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
  ...mutationsOf('packages/codegen/src/model.ts', 'packages/codegen/test/wires.test.ts', [
    {
      name: 'a member that only other wires have is not checked',
      find: "member['x-wires']?.includes(wire) ?? true",
      replace: 'wire !== undefined && member !== undefined',
      test: 'has a type and documents, and is not checked',
    },
    {
      name: 'a member that only other wires have is removed wherever it is',
      find: 'mapSubschemas(schema, (sub) => ofWire(sub, wire))',
      replace: 'schema',
      test: 'has a type and documents, and is not checked',
    },
    {
      name: 'a member that only other wires have is removed from definitions, too',
      find: 'definitions: protocol.definitions.map(change),',
      replace: '',
      test: 'has a type and documents, and is not checked',
    },
  ]),
  ...mutationsOf('packages/codegen/src/emit/emit.ts', 'packages/codegen/test/wires.test.ts', [
    {
      name: 'a member that only other wires have is not in the masks',
      find: "(await emitModules(own, '.'))",
      replace: "(await emitModules(protocol, '.'))",
      test: 'is not shown in diagnostics',
    },
    {
      name: 'a member that only other wires have is in the types',
      find: "['types.ts', await emitTypes(protocol)]",
      replace: "['types.ts', await emitTypes(own)]",
      test: 'has a type and documents, and is not checked',
    },
  ]),
  ...mutationsOf('packages/codegen/src/check/messages.ts', 'packages/codegen/test/wires.test.ts', [
    {
      name: 'a member that only other wires have is optional',
      find: "if (!isObject(member) || member['x-wires'] === undefined) continue;",
      replace: 'continue;',
      test: 'must be optional',
    },
  ]),
  ...mutationsOf('packages/codegen/src/check/messages.ts', 'packages/codegen/test/areas.test.ts', [
    {
      name: 'a page without an area does not take its messages for others',
      find: 'else if (owner.area !== area) {',
      replace: 'else if (owner.area === undefined) {',
      test: 'has either all messages of a wire type or none',
    },
  ]),
  ...mutationsOf('packages/codegen/src/model.ts', 'packages/codegen/test/areas.test.ts', [
    {
      name: 'an area has its own messages alone',
      find: 'messages.filter((message) => areaOf(message) === name)',
      replace: 'messages.filter((message) => areaOf(message) >= name)',
      test: 'is "base" for the messages without one',
    },
    {
      name: 'there are no areas where no message has one',
      find: 'messages.some(({ area }) => area) ? messages.map(areaOf).sort() : []',
      replace: 'messages.map(areaOf).sort()',
      test: 'is not there, where no message has one',
    },
  ]),
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
  ...mutationsOf(
    'packages/codegen/src/check/schemas.ts',
    'packages/codegen/test/names.long.test.ts',
    [
      {
        name: 'a member that tables cannot contain is refused',
        find: 'if (!isUnsafe(name)) continue;',
        replace: 'continue;',
        test: 'are refused if their name is',
      },
    ],
  ),
  ...mutationsOf('packages/codegen/src/check/schemas.ts', 'packages/codegen/test/rules.test.ts', [
    {
      name: 'a pattern that cannot be analysed is refused',
      find: 'if (isSlow === false) continue;',
      replace: 'if (isSlow !== true) continue;',
      test: 'with a pattern that is too long to analyse is refused for that reason',
    },
    {
      name: 'a pattern that takes exponential time is refused',
      find: 'const isSlow = isExponential(text);',
      replace: 'const isSlow = false as boolean | undefined;',
      test: 'PATTERN_BACKTRACKS',
    },
  ]),
  ...mutationsOf(
    'packages/codegen/src/check/other-drafts.ts',
    'packages/codegen/test/foreign.test.ts',
    [
      {
        name: 'keywords of other drafts are refused, not ignored',
        find: 'if (!Object.hasOwn(OTHER_DRAFTS, keyword)) continue;',
        replace: 'continue;',
        test: '2019-09 is refused by the name of the keyword and its place',
      },
      {
        name: 'keywords of later drafts are ignored in the files of others only',
        find: "isMapped && typeof declared === 'string'",
        replace: "typeof declared === 'string'",
        test: 'is not enough for such a keyword in a file of our own',
      },
    ],
  ),
  ...mutationsOf(
    'packages/codegen/src/emit/keywords.ts',
    'packages/codegen/test/keywords.test.ts',
    [
      {
        name: 'the issues of a recursive definition are limited',
        find: 'issues.slice(first, first + 100)',
        replace: 'issues.slice(first, first + 1e4)',
        test: 'is checked once, with a union that any branch may match',
      },
    ],
  ),
  ...mutationsOf('packages/codegen/src/titles.ts', 'packages/codegen/test/foreign.test.ts', [
    {
      name: 'definitions that differ in what they refer to are not one type',
      find: 'if (ids.size === count) return groups;',
      replace: 'return groups;',
      test: 'that differ in what they refer to differ themselves',
    },
  ]),
  ...mutationsOf(
    'packages/codegen/src/emit/dispatcher-helpers.ts',
    'packages/codegen/test/foreign.test.ts',
    [
      {
        name: 'a value that is too deep for the stack is refused',
        find: '...(isOfAnyDepth ? [ISSUES_OF_ANY_DEPTH] :',
        replace: '...(isOfAnyDepth ? [ISSUES_OF] :',
        test: 'refuses a value without an end',
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
  ...mutationsOf('packages/plugin-kit/src/union-tags.ts', KEYWORDS, [
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
  ...mutationsOf('packages/codegen/src/emit/dispatcher-helpers.ts', KEYWORDS, [
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
      find: 'factsOf([schema.propertyNames], true, true)',
      replace: 'factsOf([schema.propertyNames], false, true)',
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
    'packages/codegen/src/write.ts',
    'packages/codegen/test/write-failures.long.test.ts',
    [
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
    ],
  ),
  ...mutationsOf(
    'packages/codegen/src/emit/validators.ts',
    'packages/codegen/test/names.long.test.ts',
    [
      {
        name: 'a long list of required names counts own members only',
        find: 'loopRequired: Infinity,',
        replace: '',
        test: 'are required by their own members in a long list, too',
      },
    ],
  ),
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
      {
        name: 'a message that moves to another area is reported as lost',
        find: "report('AREA_CHANGED', 'area', area, other, !hadAreas);",
        replace: "report('AREA_CHANGED', 'area', area, other, hadAreas);",
        test: 'report exactly one change',
      },
    ],
  ),
  ...mutationsOf('packages/codegen/src/emit/envelope-reader.ts', ENVELOPES, [
    {
      name: 'a message without an id is not taken out of an envelope that has one',
      find: "...(all.some(({ part }) => part === 'id') ? [isId] : []),",
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
      name: 'a type or an id that is a number is finite',
      find: "form === 'number' ? 'Number.isFinite' : 'isText'",
      replace: "form === 'number' ? '((one: unknown) => typeof one === \\'number\\')' : 'isText'",
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
    'packages/plugin-kit/src/layout.ts',
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
    'packages/plugin-kit/src/layout.ts',
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
        find: 'if (isPostedBare && tags.includes(type)) {',
        replace: "if (isPostedBare && type === '') {",
        test: 'are bare with a type that is a tag',
      },
    ],
  ),
  ...mutationsOf('packages/codegen/src/check/envelopes.ts', RADIO, [
    {
      name: 'a request has a failure where responses have no error',
      find: 'if (hasFailure || hasError) return;',
      replace: 'if (!hasFailure || hasError) return;',
      test: 'want a failure of each request',
    },
  ]),
  ...mutationsOf('packages/codegen/src/emit/envelope.ts', RADIO, [
    {
      name: 'a failed request is answered by its failure, never by a result',
      find: "const answer = 'error ? failures[request as string] : result';",
      replace: "const answer = 'result ?? failures[request as string]';",
      test: 'answers the failure of a request instead of an error',
    },
    {
      name: 'a registration has the options of the page',
      find: "...(options === undefined ? [] : [[stepsOf(options), '...options'] as const]),",
      replace: '',
      test: 'registers types, with the options of the page',
    },
  ]),
  ...mutationsOf(
    'packages/codegen/src/emit/dispatcher-helpers.ts',
    'packages/codegen/test/match.test.ts',
    [
      {
        name: 'a dispatcher reads own members only',
        find: 'Object.hasOwn(found, name);',
        replace: 'name in found;',
        test: 'a dispatcher chooses the message that a body is',
      },
    ],
  ),
  ...mutationsOf('packages/codegen/src/emit/dispatcher.ts', 'packages/codegen/test/match.test.ts', [
    {
      name: 'the message with most members that match comes first',
      find: 'mostSpecificFirst(messages).map(',
      replace: 'messages.map(',
      test: 'a dispatcher chooses the message that a body is',
    },
  ]),
  ...mutationsOf('packages/codegen/src/match.ts', 'packages/codegen/test/match.test.ts', [
    {
      name: 'two matches with values in common are ambiguous',
      find: 'return values.some((value) => others.includes(value));',
      replace: 'return values.every((value) => others.includes(value));',
      test: 'two messages of a type are reported',
    },
  ]),
  ...mutationsOf('packages/codegen/src/model.ts', RADIO, [
    {
      name: 'an unchecked body that is described as an object must be one',
      find: "isObjects(part.schema) ? { type: 'object' } : {}",
      replace: '{}',
      test: 'checks of an unchecked message only that it is an object',
    },
  ]),
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
