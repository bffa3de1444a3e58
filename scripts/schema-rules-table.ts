// Makes docs/schema-rules.md from the rules in packages/codegen/src/rules.ts. With `--check` it
// writes nothing, and fails if the file is stale.
import { RULES } from '@jackfield/codegen';
import { format } from 'prettier';
import { isScript, keepFresh } from './made-file.js';

const HEAD = `<!-- Made by scripts/schema-rules-table.ts from packages/codegen/src/rules.ts. Do not edit. -->

# Rules of schemas

\`jackfield generate\` and \`jackfield check-schemas\` hold every message file against these rules, and tell all faults in one run, each as \`file#/json/pointer RULE_ID what was expected, what is there (line)\`. While there is one, nothing is written.
`;

/** The whole of docs/schema-rules.md. */
export function schemaRulesTable(rules: Readonly<Record<string, string>>): Promise<string> {
  const rows = Object.entries(rules).map(([id, purpose]) => `| \`${id}\` | ${purpose} |`);
  const table = ['| rule | what it is for |', '| --- | --- |', ...rows].join('\n');
  return format(`${HEAD}\n${table}\n`, { parser: 'markdown', printWidth: 100 });
}

if (isScript(import.meta.url)) keepFresh('docs/schema-rules.md', await schemaRulesTable(RULES));
