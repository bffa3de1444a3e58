// Makes packages/plugin-calllog/docs/store-contract.md from the rules in its src/store-contract.
import { format } from 'prettier';
import type { CallLogStoreRule } from '../../packages/plugin-calllog/src/store-contract/index.js';

const HEAD = `<!-- Made by docs/build/store-contract-table.ts from src/store-contract. Do not edit. -->

# What a store of call logs promises

\`testCallLogStore\` checks a \`CallLogStore\` against these rules, each in a test of its own whose name and failure begin with the rule's id. It writes logs under keys that nobody has, so the CRM behind the store may have others; point it at one for tests all the same.

\`\`\`ts
import { testCallLogStore } from '@jackfield/plugin-calllog/testing/vitest'; // or /testing/node

testCallLogStore(() => acmeStore({ url }), {
  // Reads a row directly, without the store: \`find\` does not return its content.
  read: (key) => database.readCallLog(key), // { revision, task }
});
\`\`\`

| option | |
| --- | --- |
| \`read(key, store)\` | reads a row's \`revision\` and \`task\`; by default the store's own \`list()\`, if it has one |
| \`contact\` | a contact that the CRM has: \`find\` must answer with its id |
| \`failing()\` | makes a store whose CRM refuses or is gone |
| \`hanging()\` | makes a store whose CRM never answers |
| \`graceMs\` | how long a call may take; default 10,000 |
| \`ignore\` | rules that are not checked, by id, each with the reason: \`{ 'keeps-long-notes': 'Acme has 4,000 characters' }\` |
| \`rules\` | some of \`callLogStoreRules\`, or your own beside them |

Without a test runner, in a page for instance, \`checkCallLogStore(store, options)\` of \`@jackfield/plugin-calllog/testing\` resolves to what came of each rule; \`registerCallLogStore(runner, store, options)\` takes any other runner.
`;

/** The whole of docs/generated/store-contract.md. */
export function storeContractTable(rules: readonly CallLogStoreRule[]): Promise<string> {
  const rows = rules.map(({ id, promise }) => `| [\`${id}\`](#${id}) | ${promise} |`);
  const table = ['| rule | promise |', '| --- | --- |', ...rows].join('\n');
  const sections = rules.map(
    ({ id, promise, why, fix, applies }) =>
      `## ${id}\n\n${promise}${applies ? ' (Only where an option declares it.)' : ''}\n\n**Why.** ${why}\n\n**Fix.** ${fix}`,
  );
  return format([HEAD, table, ...sections].join('\n\n'), {
    parser: 'markdown',
    printWidth: 100,
    singleQuote: true,
  });
}
