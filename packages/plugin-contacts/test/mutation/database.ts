// What the contact database promises about imports, upgrades and synchronisation.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const SOURCE = 'packages/plugin-contacts/src/database';
const FORMATS = 'packages/plugin-contacts/src/formats';
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
  ...mutationsOf(`${SOURCE}/prepare-database.ts`, `${TEST}/damage.browser.test.ts`, [
    {
      name: 'database: numbers are read again where it is not known which were read',
      find: '(next === undefined || Number.isSafeInteger(next))',
      replace: 'next !== null',
      test: 'of where it goes on reads all numbers again',
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
  ...mutationsOf(`${SOURCE}/decode-text.ts`, `${TEST}/decode-text.test.ts`, [
    {
      name: 'import: no name full of NUL characters is made of UTF-16',
      find: "if (!decoder.encoding.startsWith('utf-16')) checkBytes(bytes.subarray(0, HEAD));",
      replace: '',
      test: 'UTF-16LE without a byte order mark',
    },
  ]),
  ...mutationsOf(`${FORMATS}/csv-columns.ts`, `${TEST}/csv-columns.test.ts`, [
    {
      name: 'import: a column with another word in its name is not a number of this person',
      find: 'if (parts.includes(undefined) || ',
      replace: 'if (',
      test: 'Assistant Phone',
    },
    {
      name: 'import: a column of another contact is not a number of this person',
      find: 'if (isOfAnother(all, known)) return undefined;',
      replace: '',
      test: 'Secondary Contact Phone',
    },
    {
      name: 'import: a column that denies or counts numbers is not one of them',
      find: 'if (known.slice(0, phone).some((word) => COUNTS.includes(word))) return undefined;',
      replace: '',
      test: 'No Phone',
    },
  ]),
  ...mutationsOf(`${FORMATS}/csv-row.ts`, `${TEST}/csv-files.test.ts`, [
    {
      name: 'import: a row with a phone number is a contact, whatever its name is',
      find: 'isWhole(cell) && !DATE.test(cell)',
      replace: 'isWhole(cell) && DATE.test(cell)',
      test: 'is not a contact of such an id or name: ,Gesamt-Metall',
    },
  ]),
  ...mutationsOf(`${FORMATS}/json-lines.ts`, `${TEST}/json-lines.test.ts`, [
    {
      name: 'import: a rounded number of JSON does not take its digits from elsewhere',
      find: ' && /^\\d+(?:\\.0+)?$/u.test(String(written[i]))',
      replace: '',
      test: 'takes the digits of a number from nowhere else',
    },
    {
      name: 'import: a line does not take the id of another name',
      find: "(isRepeated && member === 'id')",
      replace: 'false',
      test: 'leaves out an id that another name',
    },
  ]),
  ...mutationsOf(`${FORMATS}/csv.ts`, `${TEST}/csv-files.test.ts`, [
    {
      name: 'import: people of one id in a guessed column stay several',
      find: 'fields = fields.map((field, i) => (i === guessedId ? undefined : field));',
      replace: '',
      test: 'are left out where one has several names',
    },
    {
      name: 'import: a later row does not take the id of another name',
      find: 'contact: isAnothers ? others : found.contact',
      replace: 'contact: found.contact',
      test: 'are left out of a later row',
    },
    {
      name: 'import: what a report ends with is not a contact',
      find: 'if (isHeld && single.length <= MOST_FOOTERS) return;',
      replace: '',
      test: 'anything at all',
    },
    {
      name: 'import: no date is read in an order that two dates of the file disagree about',
      find: 'orders.size === 1 ? order : undefined',
      replace: 'order',
      test: 'are an issue, and no date',
    },
  ]),
  ...mutationsOf(`${FORMATS}/csv-lines.ts`, `${TEST}/csv-files.test.ts`, [
    {
      name: 'import: a quote that comes to nothing is not followed from each line again',
      find: 'else if (line < brokenAt) yield* giveUp(brokenAt);',
      replace: '',
      test: 'is reported of each line, where',
    },
  ]),
  ...mutationsOf(`${FORMATS}/split-numbers.ts`, `${TEST}/csv-files.test.ts`, [
    {
      name: 'import: parts of a number are no numbers',
      find: 'return isUnsure ? undefined : items;',
      replace: 'return items;',
      test: 'are an issue where one number could be meant: 650,394,5910',
    },
    {
      name: 'import: a number has one slash at most',
      find: 'others.length === 0 &&',
      replace: 'parts.length > 0 &&',
      test: 'are an issue where one number could be meant: 030/12345/6',
    },
  ]),
  ...mutationsOf(`${FORMATS}/vcard.ts`, `${TEST}/vcard-files.test.ts`, [
    {
      name: 'import: the number of an agent is not that of the person',
      find: 'if (card.isBeforeAgent || card.depth > 0) card.depth += 1;',
      replace: 'if (card.isBeforeAgent || card.depth > 0) return;',
      test: 'if it is in an agent’s card',
    },
    {
      name: 'import: a name with the UID of another does not replace it',
      find: 'contact: isAnothers ? others : contact',
      replace: 'contact',
      test: 'is not that of another name with the same UID',
    },
  ]),
  ...mutationsOf(`${FORMATS}/vcard-contact.ts`, `${TEST}/vcard-files.test.ts`, [
    {
      name: 'import: a number labelled as an assistant’s is not that of the person',
      find: "if ([...types, label ?? ''].some((it) => OF_ANOTHER.test(it))) continue;",
      replace: '',
      test: 'is not the person of the card',
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
