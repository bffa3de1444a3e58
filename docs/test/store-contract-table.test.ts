import { expect, it } from 'vitest';
import { callLogStoreRules } from '../../packages/plugin-calllog/src/store-contract/index.js';
import { storeContractTable } from '../build/store-contract-table.js';

it('has a section for each rule, and says which are checked only where that is declared', async () => {
  const [rule] = callLogStoreRules;
  const text = await storeContractTable([
    { ...rule!, id: 'leaves-no-trace' },
    { ...rule!, id: 'leaves-a-trace', applies: () => true },
  ]);
  expect(text).toContain('## leaves-no-trace\n');
  expect(text).toContain(`**Fix.** ${rule!.fix}\n`);
  expect(text.match(/Checked only if an option enables it/g)).toHaveLength(1);
});
