// Makes docs/generated/schema-rules.md from the rules in packages/codegen/src/rules.ts.
import { format } from 'prettier';

const HEAD = `<!-- Made by docs/build/schema-rules-table.ts from packages/codegen/src/rules.ts. Do not edit. -->

# Schema rules

\`jackfield generate\` and \`jackfield check-schemas\` check every message file against these rules, and report all violations in one run, each as \`file#/json/pointer RULE_ID expected …, received … (line)\`. If there is a violation, no file is written.
`;

/** Returns the text of docs/generated/schema-rules.md. */
export function schemaRulesTable(rules: Readonly<Record<string, string>>): Promise<string> {
  const rows = Object.entries(rules).map(([id, purpose]) => `| \`${id}\` | ${purpose} |`);
  const table = ['| rule | purpose |', '| --- | --- |', ...rows].join('\n');
  return format(`${HEAD}\n${table}\n`, { parser: 'markdown', printWidth: 100 });
}
