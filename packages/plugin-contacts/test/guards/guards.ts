// What the contacts' plugin promises and its tests under fire prove, line by line.
import { type Guard, guardsOf } from '../../../core/test/guards/guard.js';

const PLUGIN = 'packages/plugin-contacts';

export const guards: readonly Guard[] = [
  ...guardsOf(`${PLUGIN}/src/contacts.ts`, 'node', `${PLUGIN}/test/fire/fuzz.test.ts`, [
    {
      name: 'under fire: contacts are found under the numbers that were asked for',
      find: 'replies.push([phoneNumber, people]);',
      replace: 'replies.push([number, people]);',
      test: 'finds who is known',
    },
  ]),
  ...guardsOf(
    `${PLUGIN}/src/contacts.ts`,
    'browser',
    `${PLUGIN}/test/fire/connections.browser.test.ts`,
    [
      {
        name: 'the database of contacts is closed with its host',
        find: 'return source.close?.();',
        replace: 'return undefined;',
        test: 'is closed with its host',
      },
    ],
  ),
];
