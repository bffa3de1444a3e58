// What `record` promises about personal data, line by line.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const TRANSCRIPT = 'packages/testing/src/transcript';
const TEST = 'packages/testing/test/transcript/record.test.ts';

export const mutations: readonly Mutation[] = [
  ...mutationsOf(`${TRANSCRIPT}/hide.ts`, TEST, [
    {
      name: 'a recording masks secrets even where it gives pseudonyms',
      find: "kind === 'secret' || ",
      replace: '',
      test: 'no secret, not even a pseudonym of one',
    },
    {
      name: 'a recording hides what no schema knows',
      find: 'if (isUnknown) return value.length > 0 ? [maskOf(kind)] : [];',
      replace: 'if (isUnknown) return value;',
      test: 'no member that a schema does not know',
    },
    {
      name: 'a recording hides the members of an object that no schema knows',
      find: 'return Object.keys(value).length > 0 ? { [maskOf(kind)]: maskOf(kind) } : {};',
      replace: 'return value;',
      test: 'no member that a schema does not know',
    },
    {
      name: 'a recording with masks holds nothing personal',
      find: 'return isMasked ? maskOf(place) : pseudonymOf(kind, value);',
      replace: 'return isMasked ? value : pseudonymOf(kind, value);',
      test: 'nothing personal, with masks',
    },
    {
      name: 'a recording with pseudonyms holds nothing personal',
      find: 'return isMasked ? maskOf(place) : pseudonymOf(kind, value);',
      replace: 'return isMasked ? maskOf(place) : value;',
      test: 'nothing personal, with pseudonyms',
    },
  ]),
  ...mutationsOf(`${TRANSCRIPT}/envelopes.ts`, TEST, [
    {
      name: 'a recording has no text of an error',
      find: 'event.error !== undefined ? ERROR : undefined',
      replace: 'event.error !== undefined ? event.error : undefined',
      test: 'no text of an error, neither of the page nor of the widget',
    },
  ]),
  ...mutationsOf(`${TRANSCRIPT}/pseudonyms.ts`, TEST, [
    {
      name: 'pseudonyms of two recordings have nothing in common',
      find: 'const known = made.get(text) ?? fakeNumber(text);',
      replace: 'const known = `${kind} ${text.length}`;',
      test: 'of two recordings have nothing in common',
    },
  ]),
  ...mutationsOf(
    'packages/testing/src/widget/line.ts',
    'packages/testing/test/widget/widget.test.ts',
    [
      {
        name: 'the calls of each run have ids of their own',
        find: 'seed === undefined ? randomBelow(NUMBERS)',
        replace: 'seed === undefined ? 0',
        test: 'are new in each run',
      },
    ],
  ),
];
