import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { callLogStoreRules } from '../packages/plugin-calllog/src/store-contract/index.js';
import { storeContractTable } from './store-contract-table.js';

it('has a section for each rule, and says which are checked only where that is declared', async () => {
  const [rule] = callLogStoreRules;
  const text = await storeContractTable([
    { ...rule!, id: 'leaves-no-trace' },
    { ...rule!, id: 'leaves-a-trace', applies: () => true },
  ]);
  expect(text).toContain('## leaves-no-trace\n');
  expect(text).toContain(`**Fix.** ${rule!.fix}\n`);
  expect(text.match(/Only where an option declares it/g)).toHaveLength(1);
});

it('docs/store-contract.md of the call log is fresh (npm run generate)', async () => {
  const file = new URL('../packages/plugin-calllog/docs/store-contract.md', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(await storeContractTable(callLogStoreRules));
});
