// What the contact database promises about imports, upgrades and synchronisation.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const SOURCE = 'packages/plugin-contacts/src/database';
const TEST = 'packages/plugin-contacts/test/database';

export const databaseMutations: readonly Mutation[] = [
  ...mutationsOf(`${SOURCE}/write-rows.ts`, `${TEST}/database.browser.test.ts`, [
    {
      name: 'database: a contact that is replaced takes none of its block with it',
      find: 'if (!changes.has(row.key)) return row;',
      replace: 'if (!changes.has(row.key)) return [];',
      test: 'loses none of its neighbours',
    },
    {
      name: 'database: no contact is stored twice',
      find: 'changes.delete(row.key);',
      replace: '',
      test: 'wherever it was added, replaced and removed',
    },
  ]),
  ...mutationsOf(`${SOURCE}/known-keys.ts`, `${TEST}/import.browser.test.ts`, [
    {
      name: 'database: an import looks for keys that another tab has written meanwhile',
      find: 'known === undefined ? count === 0 : known === lastWrite',
      replace: 'known === undefined ? count === 0 : lastWrite > 0',
      test: 'makes no doubles of what another tab imports',
    },
  ]),
  ...mutationsOf(`${SOURCE}/read-block.ts`, `${TEST}/damage.browser.test.ts`, [
    {
      name: 'database: a damaged contact is skipped',
      find: 'all.filter(isRow)',
      replace: '(all as ContactRow[])',
      test: 'skips a contact that is null, and keeps all others usable',
    },
  ]),
  ...mutationsOf(`${SOURCE}/prepare-database.ts`, `${TEST}/database.browser.test.ts`, [
    {
      name: 'database: numbers are read again up to the last block',
      find: 'const isDone = blocks.length < BLOCKS;',
      replace: 'const isDone = true;',
      test: 'some at a time',
    },
  ]),
  ...mutationsOf(`${SOURCE}/database-options.ts`, `${TEST}/database.browser.test.ts`, [
    {
      name: 'database: each owner has a database of his own',
      find: '`${name}@${owner}`',
      replace: 'name',
      test: 'to show one owner what another has',
    },
  ]),
  ...mutationsOf(`${SOURCE}/query-contacts.ts`, `${TEST}/database.browser.test.ts`, [
    {
      name: 'database: nobody lists a million contacts by accident',
      find: 'if (count > limit) {',
      replace: 'if (count < 0) {',
      test: 'to list more contacts',
    },
  ]),
  ...mutationsOf(`${SOURCE}/import-stream.ts`, `${TEST}/import.browser.test.ts`, [
    {
      name: 'import: what comes before an issue that stops it is written',
      find: `if (policy === 'skip') return;
    await flush();`,
      replace: `if (policy === 'skip') return;`,
      test: 'all that comes after an issue',
    },
    {
      name: 'import: each issue is reported',
      find: 'notify(onIssue, issue);',
      replace: '',
      test: 'a faulty contact, and reports each issue',
    },
    {
      name: 'import: it gives way to the page',
      find: 'if (pause) await pause;',
      replace: 'void pause;',
      test: 'gives way to everything else',
    },
  ]),
  ...mutationsOf(`${SOURCE}/yielder.ts`, `${TEST}/import.browser.test.ts`, [
    {
      name: 'import: no frame is missed for long',
      find: 'performance.now() - start < SLICE_MS',
      replace: 'performance.now() - start < 50 * SLICE_MS',
      test: 'gives way to everything else after each slice of eight milliseconds',
    },
  ]),
  ...mutationsOf(`${SOURCE}/decode-text.ts`, `${TEST}/import.browser.test.ts`, [
    {
      name: 'import: no name is spoilt by a wrong encoding',
      find: '{ fatal: true }',
      replace: '{ fatal: false }',
      test: 'bytes that are no text',
    },
  ]),
  ...mutationsOf(`${SOURCE}/sync-changes.ts`, `${TEST}/sync.browser.test.ts`, [
    {
      name: 'sync: the token moves with the last contacts that it covers',
      find: 'if (isLast) await putSetting',
      replace: 'await putSetting',
      test: 'asks for a page again that it was cut off in',
    },
    {
      name: 'sync: a page is given up if another tab was there before',
      find: '(await getSince(transaction)) !== since',
      replace: '(await getSince(transaction)) === null',
      test: 'gives up a page',
    },
    {
      name: 'sync: two tabs do not ask for the same',
      find: 'return locks\n    ?',
      replace: 'return !locks\n    ?',
      test: 'one tab at a time',
    },
  ]),
  ...mutationsOf(`${SOURCE}/open-database.ts`, `${TEST}/sync.browser.test.ts`, [
    {
      name: 'sync: a cleared database starts from the beginning',
      find: "await transaction.objectStore('settings').delete('since');",
      replace: '',
      test: 'starts from the beginning after the database was cleared',
    },
  ]),
];
