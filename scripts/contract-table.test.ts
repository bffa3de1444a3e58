import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contractRules } from '../packages/testing/src/contract/contract-rules.js';
import { badPlugins, contractTable } from './contract-table.js';

it('has a section for each rule, with the plugins that break it', async () => {
  const [rule] = contractRules;
  const text = await contractTable(
    [{ ...rule!, id: 'leaves-no-trace' }],
    ['leaves-no-trace--at-all.ts', 'leaves-no-trace.ts', 'other.ts'],
  );
  expect(text).toContain('## leaves-no-trace\n');
  expect(text).toContain(`**Fix.** ${rule!.fix}\n`);
  expect(text).toMatch(
    /\*\*Broken by\*\* \[leaves-no-trace--at-all\.ts\]\(.*\), \[leaves-no-trace\.ts\]/,
  );
  expect(text).not.toContain('other.ts');
});

it('docs/plugin-contract.md is fresh (npm run generate)', async () => {
  const file = new URL('../docs/plugin-contract.md', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(await contractTable(contractRules, badPlugins()));
});
