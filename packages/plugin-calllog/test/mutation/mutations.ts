// What the call log's plugin promises and its random tests check, line by line.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';
import { callDetails } from './call-details.js';
import { outbox } from './outbox.js';
import { elementMutations } from './element.js';
import { rest } from './rest.js';

const PLUGIN = 'packages/plugin-calllog';

const LOSES_NONE = 'loses no log: what is valid is logged under its key';

export const mutations: readonly Mutation[] = [
  ...callDetails,
  ...outbox,
  ...elementMutations,
  ...rest,
  // Not by random tests: of some thousand random logs, none may be valid and yet without a key.
  ...mutationsOf(`${PLUGIN}/src/call-log.ts`, `${PLUGIN}/test/call-log.test.ts`, [
    {
      name: 'a log without a key is kept, and overwrites none',
      find: 'if (key === undefined) {',
      replace: 'if (!data) {',
      test: 'is kept under a key of its own where it has none: none overwrites another',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/match-call-logs.ts`, `${PLUGIN}/test/call-log.test.ts`, [
    {
      name: 'a log that is not delivered has no row on a wire where any row means logged',
      find: 'of statusRows ? known : []',
      replace: 'of known',
      test: 'has no row where any row means "logged"',
    },
    {
      name: 'a log that is not delivered does not count as logged',
      find: '[...known].filter(([, { undelivered }]) => !undelivered)',
      replace: '[...known]',
      test: 'has no row where any row means "logged"',
    },
    {
      name: 'a log that is being delivered is waited for',
      find: 'await outbox.nextChange(ms, signal);',
      replace: 'break;',
      test: 'but gets it soon is waited for',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/match-call-logs.ts`, `${PLUGIN}/test/clock.test.ts`, [
    {
      name: 'the store is waited for no longer than the widget waits',
      find: 'STORE_MS - (timing.elapsed() - start)',
      replace: 'STORE_MS',
      test: 'logs are matched within their deadline',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/call-log.ts`, `${PLUGIN}/test/fuzz/fuzz.test.ts`, [
    {
      name: 'fuzz: a log that breaks its schema is kept',
      find: 'logCall: (raw, context) => reject(raw, context.issues, context),',
      replace: '',
      test: LOSES_NONE,
    },
    {
      name: 'fuzz: logs without a key do not share one',
      find: '`rejected:${receivedAt}:${requestId}`',
      replace: "'rejected'",
      test: LOSES_NONE,
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/call-log.ts`, 'packages/ringex/test/log-call.test.ts', [
    {
      name: 'a log of RingEX that is rejected is kept under its key',
      find: 'keyOf(raw, wire) ??',
      replace: 'keyOf(raw) ??',
      test: 'is kept once by callLog, however often it comes',
    },
  ]),
  ...mutationsOf(
    `${PLUGIN}/src/call-log.ts`,
    `${PLUGIN}/test/fuzz/connections.long.browser.test.ts`,
    [
      {
        name: 'the database of call logs is closed with its host',
        find: 'await each?.close?.();',
        replace: 'void each;',
        test: 'is closed with its host',
      },
    ],
  ),
  ...mutationsOf(
    'packages/plugin-kit/src/database.ts',
    `${PLUGIN}/test/fuzz/connections.long.browser.test.ts`,
    [
      {
        name: 'a database is not closed while another host is at work in it',
        find: 'if (!isLeft || users > 0) return;',
        replace: 'if (!isLeft) return;',
        test: 'is not closed under another host that is at work in it, whenever that is',
      },
      {
        name: 'a database that was closed is opened again',
        find: 'const closing = current;\n    current = undefined;',
        replace: 'const closing = current;',
        test: 'is opened again when it is used after its host has closed',
      },
      {
        name: 'a database that is being opened is closed afterwards',
        find: 'void opening.then((database) => database.close(), ignore);',
        replace: 'void opening.catch(ignore);',
        test: 'is closed after it was left while it was being opened',
      },
    ],
  ),
  ...mutationsOf(
    `${PLUGIN}/src/memory-call-log-store.ts`,
    `${PLUGIN}/test/memory-call-log-store.test.ts`,
    [
      {
        name: 'a store in memory keeps what it has against an equal revision',
        find: ') => revision > (rows',
        replace: ') => revision >= (rows',
        test: 'ignores-an-equal-revision',
      },
      {
        name: 'a store in memory keeps a copy of its own',
        find: 'const copy = structuredClone(record);\n      logged.set',
        replace: 'const copy = record;\n      logged.set',
        test: 'keeps-its-own-copy',
      },
    ],
  ),
  ...mutationsOf(
    `${PLUGIN}/src/indexeddb-call-log-store.ts`,
    `${PLUGIN}/test/indexeddb-call-log-store.browser.test.ts`,
    [
      {
        name: 'a store in IndexedDB keeps what it has against a lower revision',
        find: 'if (row && row.revision >= record.revision) return false;',
        replace: '',
        test: 'ignores-a-lower-revision',
      },
    ],
  ),
  ...mutationsOf(
    `${PLUGIN}/src/store-contract/store-rule-context.ts`,
    `${PLUGIN}/test/store-contract/bad-stores.test.ts`,
    [
      {
        name: 'a store that hangs is reported, and does not hang the test',
        find: "settled.state === 'hung' ? IN_TIME : rule",
        replace: 'rule',
        test: 'breaks settles-in-time and no other rule',
      },
    ],
  ),
];
