import { measureBaseline } from '../baseline.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

const COUNT = 3;

export const answersConcurrentDuplicates: ContractRule = {
  id: 'answers-concurrent-duplicates',
  promise: 'A request that arrives two or three times at once is answered each time.',
  why: '1.0 sends its query two or three times for each ringing call, at the same moment and without its cache (EvCallMonitor.ts:65-75); each query waits for its own answer.',
  fix: 'Let duplicate requests wait for the answer that is in progress. Do not reject them while the plugin is busy.',
  subjects: requestsOf,
  async check(ruleContext) {
    const { message, dataOf, forAll, withHarness, violation } = ruleContext;
    const { examples, arbitrary } = dataOf(message);
    await forAll(examples, arbitrary, async (data) => {
      const alone = await measureBaseline(ruleContext, [data]);
      if (!alone) return;
      await withHarness(async (harness) => {
        const duplicates = Array.from({ length: COUNT }, () => harness.start(message, data));
        for (const outcome of await harness.finish(duplicates)) {
          const received = alone.differs(0, outcome, harness);
          if (received)
            throw violation({
              given: data,
              expected: `${COUNT} equal answers to ${COUNT} concurrent requests`,
              received,
            });
        }
      });
    });
  },
};
