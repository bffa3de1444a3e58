// Makes docs/generated/schema-rules.md from the rules in packages/codegen/src/rules.ts.
import { format } from 'prettier';

const HEAD = `<!-- Made by docs/build/schema-rules-table.ts from packages/codegen/src/rules.ts. Do not edit. -->

# Rules of schemas

\`jackfield generate\` and \`jackfield check-schemas\` hold every message file against these rules, and tell all violations in one run, each as \`file#/json/pointer RULE_ID what was expected, what is there (line)\`. While there is one, nothing is written.
`;

/** The whole of docs/generated/schema-rules.md. */
export function schemaRulesTable(rules: Readonly<Record<string, string>>): Promise<string> {
  const rows = Object.entries(rules).map(([id, purpose]) => `| \`${id}\` | ${purpose} |`);
  const table = ['| rule | what it is for |', '| --- | --- |', ...rows].join('\n');
  return format(`${HEAD}\n${table}\n`, { parser: 'markdown', printWidth: 100 });
}
