import { measureBaseline } from '../baseline.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

/** After this time the widget asks again even for what has been answered (DataMatcher.ts:67-73, 103-121). */
const CACHE_EXPIRES_MS = 31_000;

export const answersAgain: ContractRule = {
  id: 'answers-again',
  promise: 'The same request is answered equally well the second and the third time.',
  why: 'Each Submit sends the log of a call again, under the same key; so does the history; and the widget repeats its queries at every ring and answer, and after 30 seconds.',
  fix: 'Update or insert by the key of the request, and keep everything that the next answer needs.',
  subjects: requestsOf,
  async check(ruleContext) {
    const { message, dataOf, issueOf, forAll, withHarness, violation } = ruleContext;
    const { examples, arbitrary } = dataOf(message);
    const isGood: boolean[] = [];
    for (const data of examples)
      isGood.push((await measureBaseline(ruleContext, [data])) !== undefined);
    await withHarness(async (harness) => {
      // The examples share keys: a log that the agent edited, numbers that were queried before.
      for (const data of examples.filter((_data, index) => isGood[index])) {
        const received = issueOf(message, data, await harness.request(message, data));
        if (received)
          throw violation({ given: data, expected: 'an answer after similar requests', received });
      }
    });
    await forAll(examples, arbitrary, async (data) => {
      const alone = await measureBaseline(ruleContext, [data]);
      if (!alone) return;
      await withHarness(async (harness) => {
        for (const count of ['first', 'second', 'third']) {
          const received = alone.differs(0, await harness.request(message, data), harness);
          if (received) {
            const expected = `the same answer the ${count} time`;
            throw violation({ given: data, expected, received });
          }
          if (count === 'second') await harness.clock.advance(CACHE_EXPIRES_MS);
        }
      });
    });
  },
};
