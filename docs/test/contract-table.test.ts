import { expect, it } from 'vitest';
import { contractRules } from '../../packages/testing/src/contract/contract-rules.js';
import { contractTable } from '../build/contract-table.js';

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
