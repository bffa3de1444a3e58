// Makes docs/generated/check-rules.md from the rules in packages/cli/src/check/rules.ts.
import { format } from 'prettier';
import type { Rule } from '../../packages/cli/src/check/rules.js';

const FIXTURES = 'packages/cli/test/fixtures/check';

const HEAD = `<!-- Made by docs/build/check-rules-table.ts from packages/cli/src/check/rules.ts. Do not edit. -->

# The rules of \`jackfield check\`

\`npx jackfield check\` reads a plugin's package.json, its source and the bundle that a page would load, and runs none of it. Every violation has the id of a rule, a place, why it matters, and how to fix it. An error makes the exit code 1; a warning does too with \`--strict\`.
`;

const sectionOf = ([id, { severity, promise, why, fix }]: readonly [string, Rule]): string =>
  [
    `## ${id}`,
    `${promise} (${severity})`,
    `**Why.** ${why}`,
    `**Fix.** ${fix}`,
    `[Broken](../../${FIXTURES}/${id}/bad) and [kept](../../${FIXTURES}/${id}/good).`,
  ].join('\n\n');

/** The whole of docs/generated/check-rules.md. */
export const checkRulesTable = (rules: Readonly<Record<string, Rule>>): Promise<string> => {
  const rows = Object.entries(rules).map(
    ([id, { severity, promise }]) => `| [${id}](#${id.toLowerCase()}) | ${severity} | ${promise} |`,
  );
  const table = ['| rule | severity | promise |', '| --- | --- | --- |', ...rows].join('\n');
  const sections = Object.entries(rules).map(sectionOf);
  return format([HEAD, table, ...sections].join('\n\n'), { parser: 'markdown', printWidth: 100 });
};
