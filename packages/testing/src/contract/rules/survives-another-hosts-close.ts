import { measureBaseline } from '../baseline.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const survivesAnotherHostsClose: ContractRule = {
  id: 'survives-another-hosts-close',
  promise:
    'When one of two hosts with the plugin is closed, the plugin keeps working in the other.',
  why: 'A page may show two widgets, each with its own host; the other host still needs what the clean-up of the first one closes.',
  fix: 'Count the hosts that use the resource and close it with the last one; or open it again on its next use.',
  subjects: requestsOf,
  async check(ruleContext) {
    const { message, dataOf, withHarness, beside, violation } = ruleContext;
    const { examples } = dataOf(message);
    const baseline = await measureBaseline(ruleContext, examples);
    if (!baseline) return;
    await withHarness(async (harness) => {
      const otherHost = beside(harness);
      await otherHost.ready();
      const inProgress = harness.start(message, examples[0]);
      await otherHost.close();
      const outcomes = [...(await harness.finish([inProgress]))];
      for (const data of examples.slice(1)) outcomes.push(await harness.request(message, data));
      for (const [index, outcome] of outcomes.entries()) {
        const received = baseline.differs(index, outcome, harness);
        if (!received) continue;
        const expected = 'the same answer after another host with this plugin is closed';
        throw violation({ given: examples[index], expected, received });
      }
    });
  },
};
