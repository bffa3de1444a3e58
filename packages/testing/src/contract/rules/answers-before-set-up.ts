import { measureBaseline } from '../baseline.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const answersBeforeSetUp: ContractRule = {
  id: 'answers-before-set-up',
  promise: 'A request that arrives during the set-up is answered like any other.',
  why: 'The host registers at once and does not wait for set-ups: a call may ring before the set-up is done, above all when the page is reloaded during a call.',
  fix: 'Keep the promise of what the set-up opens, and await it in each handler: `const store = open(); … (await store).find(…)`.',
  subjects: requestsOf,
  async check(ruleContext) {
    const { message, dataOf, withHarness, violation } = ruleContext;
    for (const data of dataOf(message).examples) {
      const alone = await measureBaseline(ruleContext, [data]);
      if (!alone) continue;
      await withHarness(async (harness) => {
        const received = alone.differs(0, await harness.request(message, data), harness);
        if (received)
          throw violation({
            given: data,
            expected: 'the same answer as after the set-up',
            received,
          });
      }, false);
    }
  },
};
