import { array, stringify } from 'fast-check';
import { measureBaseline } from '../baseline.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

const MOST = 5;

/** Removes duplicates, which another rule checks. */
const unequal = (list: readonly unknown[]): readonly unknown[] => [
  ...new Map(list.map((data) => [stringify(data), data])).values(),
];

export const answersManyAtOnce: ContractRule = {
  id: 'answers-many-at-once',
  promise: 'Concurrent requests each get the answer to their own data.',
  why: 'Two calls may ring at once, and a log may be submitted while the history sends its queries: the widget does not wait for one answer before it sends the next request.',
  fix: 'Keep the state of one request in local variables of its handler, never in variables of the plugin.',
  subjects: requestsOf,
  async check(ruleContext) {
    const { message, dataOf, forAll, withHarness, violation } = ruleContext;
    const { examples, arbitrary } = dataOf(message);
    const lists = array(arbitrary, { minLength: 2, maxLength: MOST }).map(unequal);
    await forAll([[...examples], [...examples].reverse()], lists, async (list) => {
      const baseline = await measureBaseline(ruleContext, list);
      if (!baseline) return;
      await withHarness(async (harness) => {
        const outcomes = await harness.finish(list.map((data) => harness.start(message, data)));
        for (const [index, outcome] of outcomes.entries()) {
          const received = baseline.differs(index, outcome, harness);
          if (!received) continue;
          const expected = 'the same answer as without other requests';
          throw violation({
            given: list[index],
            expected,
            received: `${received}, in ${list.length} concurrent requests`,
          });
        }
      });
    });
  },
};
