import type { ContractRule } from '../contract-rule.js';
import { differences } from '../differences.js';
import { exercise } from '../exercise.js';
import { whole } from '../subjects.js';

export const leavesItsDataUnchanged: ContractRule = {
  id: 'leaves-its-data-unchanged',
  promise: 'A handler or listener does not change the data that it receives.',
  why: 'Its types are read-only. The host passes a copy; another caller, such as a test or your own wrapper, passes its own data, and finds it changed.',
  fix: 'Create a new object or array, `{ ...call, from }` or `queries.toSorted()`, and change that.',
  subjects: whole,
  async check(ruleContext) {
    const { withHarness, violation } = ruleContext;
    await withHarness(async (harness) => {
      await exercise(ruleContext, harness);
      await harness.close();
      for (const { name, given, copy } of harness.calls) {
        const [pointer] = differences(copy, given);
        if (pointer === undefined) continue;
        throw violation({
          message: name,
          given: copy,
          expected: 'the data as it was',
          received: `a change at ${pointer || '/'}`,
        });
      }
    });
  },
};
