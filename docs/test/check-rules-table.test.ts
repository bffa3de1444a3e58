import { expect, it } from 'vitest';
import { checkRulesTable } from '../build/check-rules-table.js';

it('has a section for each rule, with the reason and the fix', async () => {
  const text = await checkRulesTable({
    LATE_BELL: { severity: 'warning', promise: 'It rings.', why: 'It is a bell.', fix: 'Ring.' },
  });
  expect(text).toContain('## LATE_BELL\n\nIt rings. (warning)\n\n**Why.** It is a bell.\n');
  expect(text).toContain('**Fix.** Ring.\n');
  expect(text).toMatch(/\| \[LATE_BELL\]\(#late_bell\) *\| warning *\| It rings\. *\|/);
});
