// What the contacts' plugin promises and its random tests check, line by line.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';
import { databaseMutations } from './database.js';

const PLUGIN = 'packages/plugin-contacts';

export const mutations: readonly Mutation[] = [
  ...databaseMutations,
  ...mutationsOf(`${PLUGIN}/src/contacts.ts`, `${PLUGIN}/test/fuzz/fuzz.test.ts`, [
    {
      name: 'fuzz: contacts are found under the numbers that were asked for',
      find: 'replies.push([phoneNumber, people',
      replace: 'replies.push([number, people',
      test: 'finds who is known',
    },
  ]),
  ...mutationsOf(
    `${PLUGIN}/src/source-group.ts`,
    `${PLUGIN}/test/fuzz/connections.long.browser.test.ts`,
    [
      {
        name: 'the database of contacts is closed with its host',
        find: 'await source.close?.();',
        replace: 'await undefined;',
        test: 'is closed with its host',
      },
    ],
  ),
  ...mutationsOf(`${PLUGIN}/src/normalise-number.ts`, `${PLUGIN}/test/numbers.test.ts`, [
    {
      name: 'no false match: what stands for a withheld number is nobody’s',
      find: '!/[1-9]/u.test(bare) || ',
      replace: '',
      test: '0000000000',
    },
    {
      name: 'no false match: an extension is a part of its number',
      find: 'return phone.ext ? `${phone.number};ext=${phone.ext}` : phone.number;',
      replace: 'return phone.number;',
      test: 'never are one: +16503945910;ext=12',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/withheld.ts`, `${PLUGIN}/test/numbers.test.ts`, [
    {
      name: 'no false match: a word on a keypad is nobody’s number',
      find: 'if ([digits, ...rests].some((it) => KEYPAD.has(it))) return true;',
      replace: '',
      test: 'a keypad’s word behind',
    },
    {
      name: 'no false match: zeros behind a country code are nobody’s number',
      find: 'return own.some((it) => /^0{7,}$/u.test(it));',
      replace: 'return false;',
      test: 'nobody has +10000000000',
    },
    {
      name: 'no false match: zeros with an extension are nobody’s number',
      find: '[digits, ...rests];',
      replace: 'rests;',
      test: 'nobody has 0000000000 x5',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/clean-number.ts`, `${PLUGIN}/test/numbers.test.ts`, [
    {
      name: 'no false match: a number that a spreadsheet has rounded is nobody’s',
      find: 'point > digits.length || ',
      replace: '',
      test: '6.50395E9, which a spreadsheet has rounded',
    },
    {
      name: 'no false match: decimals are not the last digits of a number',
      find: 'if (isLong && bare[whole.length] !==',
      replace: 'if (!isLong && bare[whole.length] !==',
      test: '16503945910.5, which a spreadsheet has rounded',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/numbering-plans.ts`, `${PLUGIN}/test/numbers.test.ts`, [
    {
      name: 'no false match: a 1 before a national number may be the code of North America',
      find: ' && !(isInternational && beginsWith1)',
      replace: '',
      test: 'in Mexico',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/normalise-sip.ts`, `${PLUGIN}/test/numbers.test.ts`, [
    {
      name: 'no false match: a user of an exchange is none of another, and no short code',
      find: 'return `sip:${name}@${host}`;',
      replace: 'return name;',
      test: 'never are one: 101 and sip:101@acme.example',
    },
    {
      name: 'no false match: a withheld SIP user is nobody, whatever their host is',
      find: 'isWithheldWord(name) || ',
      replace: '',
      test: 'SIP:Restricted@10.0.0.1',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/match-numbers.ts`, `${PLUGIN}/test/numbers.test.ts`, [
    {
      name: 'no false match: who has another extension is somebody else',
      find: 'return own.length === 0 || own.includes(main);',
      replace: 'return true;',
      test: 'and nobody of another extension',
    },
    {
      name: 'no false match: two complete numbers that end the same are two',
      find: "own.filter((its) => !(its.startsWith('+') && number.startsWith('+')))",
      replace: 'own',
      test: 'never takes one complete number for another',
    },
    {
      name: 'no false match: of several people of several numbers nobody is taken',
      find: 'return found.length === 1 || numbers.size === 1 ? found : [];',
      replace: 'return found;',
      test: 'finds nobody where several people of several numbers could be meant',
    },
    {
      name: 'no false match: the last digits are compared only where that is asked for',
      find: 'if (looseDigits === undefined) return matched;',
      replace: 'looseDigits ??= 7;',
      test: 'is not done unless it is asked for',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/shared-call.ts`, `${PLUGIN}/test/deadline.test.ts`, [
    {
      name: 'a look-up survives its askers',
      find: 'waiting -= 1;',
      replace: 'controller.abort();',
      test: 'is not aborted when the widget has been answered',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/contact-lookup.ts`, `${PLUGIN}/test/deadline.test.ts`, [
    {
      name: 'a look-up does not outlive its time',
      find: 'timer = setTimeout(() => call.end(slowOf(call)), sourceTimeoutMs);',
      replace: '',
      test: 'is given up after a time of its own',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/contacts.ts`, `${PLUGIN}/test/deadline.test.ts`, [
    {
      name: 'the widget is answered before the host would answer with an error',
      find: 'left - Math.min(MARGIN_MS, left / 10)',
      replace: 'left + 1',
      test: 'and has never answered for that number fails the request before the host would',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/source-group.ts`, `${PLUGIN}/test/sources.test.ts`, [
    {
      name: 'a source that fails beside another is reported',
      find: 'for (const { failure } of failed) report(failure);',
      replace: '',
      test: 'do without one that fails, which is reported once',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/source-group.ts`, `${PLUGIN}/test/stored-answers.browser.test.ts`, [
    {
      name: 'kept answers are their owner’s alone',
      find: 'plugin, owner].map(',
      replace: 'plugin].map(',
      test: 'for their owner alone',
    },
    {
      name: 'answers of a source in this browser are not kept a second time',
      find: 'cache !== false && !isLocal;',
      replace: 'cache !== false || isLocal === true;',
      test: 'not those of a source in this browser',
    },
  ]),
  ...mutationsOf(
    `${PLUGIN}/src/stored-answers.ts`,
    `${PLUGIN}/test/stored-answers.browser.test.ts`,
    [
      {
        name: 'kept answers are read as what anybody may have written',
        find: 'return isEntry(entry) ? [[number, entry] as const] : [];',
        replace: 'return entry ? [[number, entry as Entry] as const] : [];',
        test: 'wrong in an entry',
      },
      {
        name: 'no more answers are kept than one says',
        find: 'excess > 0 || ',
        replace: '',
        test: 'no more than one says, the latest',
      },
      {
        name: 'kept answers are deleted when they are of no more use',
        find: ' || cursor.key <= now() - keepMs',
        replace: '',
        test: 'no longer than they are of use to anybody',
      },
      {
        name: 'a wipe deletes what was kept',
        find: 'deleteDB(name)',
        replace: 'Promise.resolve()',
        test: 'deletes what was kept of this owner',
      },
      {
        name: 'a wipe is a wipe in all tabs',
        find: 'sender.postMessage(index);',
        replace: '',
        test: 'deletes what was kept of this owner',
      },
      {
        name: 'nothing that a wipe will delete is an answer',
        find: 'wipes > 0 || ',
        replace: '',
        test: 'gives no answer that it will delete',
      },
      {
        name: 'nothing that will be deleted is an answer',
        find: ' || leaving.has(index)',
        replace: '',
        test: 'all forget when the source of one says that contacts have changed',
      },
      {
        name: 'what another tab read before it was deleted is forgotten',
        find: 'may have read it again.\n      notify(index);',
        replace: 'may have read it again.',
        test: 'all forget when the source of one says that contacts have changed',
      },
    ],
  ),
  ...mutationsOf(
    `${PLUGIN}/src/contact-lookup.ts`,
    `${PLUGIN}/test/stored-answers.browser.test.ts`,
    [
      {
        name: 'what was asked for before a wipe is not kept after it',
        find: 'asked === generation && !signal.aborted',
        replace: '!signal.aborted',
        test: 'keeps no answer that was asked for before it',
      },
    ],
  ),
];
