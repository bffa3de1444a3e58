// Makes docs/generated/plugin-contract.md from the rules in packages/testing/src/contract/contract-rules.ts.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import type { ContractRule } from '../../packages/testing/src/contract/contract-rule.js';

const BAD = 'packages/testing/test/contract/bad-plugins';

const HEAD = `<!-- Made by docs/build/contract-table.ts from packages/testing/src/contract. Do not edit. -->

# What a plugin promises

\`testPlugin\` of \`@jackfield/testing\` checks a plugin against these rules: each is a test of its own, or one for each request or push that the plugin declares. The name of a test, and the message of its failure, begin with the rule's id. A rule that cannot be kept is left out by \`ignore: { 'the-id': 'the reason' }\`; the suite's name contains it.

Whatever a rule asks, a handler that does not answer is reported as \`answers-in-time\`, and so is a suite that takes more real time than its \`budgetMs\`. The tests after it are left out: the failure lists them.
`;

/** The files of `names` that break the rule `id`, as links. */
const examplesOf = (id: string, names: readonly string[]): string =>
  names
    .filter((name) => name.replace(/(--.*)?\.ts$/, '') === id)
    .map((name) => `[${name}](../../${BAD}/${name})`)
    .join(', ');

/** The whole of docs/generated/plugin-contract.md. */
export function contractTable(
  rules: readonly ContractRule[],
  badPlugins: readonly string[],
): Promise<string> {
  const rows = rules.map(({ id, promise }) => `| [\`${id}\`](#${id}) | ${promise} |`);
  const table = ['| rule | promise |', '| --- | --- |', ...rows].join('\n');
  const sections = rules.map(
    ({ id, promise, why, fix }) =>
      `## ${id}\n\n${promise}\n\n**Why.** ${why}\n\n**Fix.** ${fix}\n\n**Broken by** ${examplesOf(id, badPlugins)}.`,
  );
  return format([HEAD, table, ...sections].join('\n\n'), { parser: 'markdown', printWidth: 100 });
}

/** The names of the files that each break one rule. */
export const badPlugins = (): readonly string[] =>
  readdirSync(fileURLToPath(new URL(`../../${BAD}`, import.meta.url))).sort();
