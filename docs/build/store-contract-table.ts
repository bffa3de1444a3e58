// Makes packages/plugin-calllog/docs/store-contract.md from the rules in its src/store-contract.
import { format } from 'prettier';
import type { CallLogStoreRule } from '../../packages/plugin-calllog/src/store-contract/index.js';

const HEAD = `<!-- Made by docs/build/store-contract-table.ts from src/store-contract. Do not edit. -->

# The store contract

\`testCallLogStore\` checks a \`CallLogStore\` against these rules, each in one test per rule. The test's name and its error begin with the rule's id. The tests write logs with new keys, so the CRM may contain other logs. Use a test CRM all the same.

\`\`\`ts
import { testCallLogStore } from '@jackfield/plugin-calllog/testing/vitest'; // or /testing/node

testCallLogStore(() => acmeStore({ url }), {
  // Reads a row directly from the CRM, because \`find\` does not return its content.
  read: (key) => database.readCallLog(key), // { revision, task }
});
\`\`\`

| option | |
| --- | --- |
| \`read(key, store)\` | reads a row's \`revision\` and \`task\`. Default: the store's own \`list()\`, if it has one |
| \`contact\` | a contact of the CRM, whose id \`find\` must return |
| \`failing()\` | creates a store whose CRM refuses everything or is unreachable |
| \`hanging()\` | creates a store whose CRM never responds |
| \`graceMs\` | how long a call may take, in milliseconds. Default: 10,000 |
| \`ignore\` | rules that are not checked, by id, with the reason: \`{ 'keeps-long-notes': 'Acme has 4,000 characters' }\` |
| \`rules\` | the rules to check: all or some of \`callLogStoreRules\`, and your own |

Without a test runner, for example in a page, \`checkCallLogStore(store, options)\` of \`@jackfield/plugin-calllog/testing\` resolves to the result of each rule. \`registerCallLogStore(runner, store, options)\` works with any test runner.
`;

/** The whole of docs/generated/store-contract.md. */
export function storeContractTable(rules: readonly CallLogStoreRule[]): Promise<string> {
  const rows = rules.map(({ id, promise }) => `| [\`${id}\`](#${id}) | ${promise} |`);
  const table = ['| rule | promise |', '| --- | --- |', ...rows].join('\n');
  const sections = rules.map(
    ({ id, promise, why, fix, applies }) =>
      `## ${id}\n\n${promise}${applies ? ' (Checked only if an option enables it.)' : ''}\n\n**Why.** ${why}\n\n**Fix.** ${fix}`,
  );
  return format([HEAD, table, ...sections].join('\n\n'), {
    parser: 'markdown',
    printWidth: 100,
    singleQuote: true,
  });
}
