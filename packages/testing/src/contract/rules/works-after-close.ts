import { measureBaseline } from '../baseline.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const worksAfterClose: ContractRule = {
  id: 'works-after-close',
  promise: 'A plugin whose host was closed works in the next host.',
  why: 'A single-page application creates its plugins once, and a host each time the widget’s page is shown.',
  fix: 'Start in `setup` everything that its clean-up stops, or open it again on its next use.',
  subjects: requestsOf,
  async check(ruleContext) {
    const { message, dataOf, withHarness, beside, violation } = ruleContext;
    const { examples } = dataOf(message);
    const baseline = await measureBaseline(ruleContext, examples);
    if (!baseline) return;
    await withHarness(async (first) => {
      for (const data of examples) await first.request(message, data);
      await first.close();
      const second = beside(first);
      try {
        await second.ready();
        for (const [index, data] of examples.entries()) {
          const received = baseline.differs(index, await second.request(message, data), second);
          if (received)
            throw violation({
              given: data,
              expected: 'the same answer as in the first host',
              received,
            });
        }
      } finally {
        await second.close();
      }
    });
  },
};
