import { readFileSync } from 'node:fs';
import { RULES } from '@jackfield/codegen';
import { expect, it } from 'vitest';
import { schemaRulesTable } from './schema-rules-table.js';

it('docs/schema-rules.md is fresh (npm run generate)', async () => {
  const text = readFileSync(new URL('../docs/schema-rules.md', import.meta.url), 'utf8');
  expect(text).toBe(await schemaRulesTable(RULES));
  for (const id of Object.keys(RULES)) expect(text).toContain(`\`${id}\``);
});
