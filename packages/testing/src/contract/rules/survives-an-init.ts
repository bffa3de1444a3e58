import { settle } from '../../test-clock.js';
import { measureBaseline } from '../baseline.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const survivesAnInit: ContractRule = {
  id: 'survives-an-init',
  promise: 'An init of the widget affects neither requests in progress nor later ones.',
  why: '1.0 sends init for each tab that is opened, at any time (ThirdParty.ts:59-67), and still waits for answers that are in progress.',
  fix: 'Treat init as a notification: do not discard state and do not abort requests because of it.',
  subjects: requestsOf,
  async check(ruleContext) {
    const { message, dataOf, withHarness, violation } = ruleContext;
    for (const data of dataOf(message).examples) {
      // Twice, since another rule checks that a plugin can answer again.
      const alone = await measureBaseline(ruleContext, [data, data]);
      if (!alone) continue;
      await withHarness(async (harness) => {
        const request = harness.start(message, data);
        await settle();
        await harness.widget.init();
        const next = harness.pluginClock.next;
        if (next !== undefined) await harness.clock.advance((next - harness.clock.elapsed()) / 2);
        await harness.widget.init();
        const [during] = await harness.finish([request]);
        const after = await harness.request(message, data);
        for (const [when, outcome] of [
          ['during', during],
          ['after', after],
        ] as const) {
          const received = outcome && alone.differs(0, outcome, harness);
          if (received)
            throw violation({ given: data, expected: `the same answer ${when} an init`, received });
        }
      });
    }
  },
};
