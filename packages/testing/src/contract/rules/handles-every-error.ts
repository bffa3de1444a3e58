import { settle } from '../../test-clock.js';
import type { ContractRule } from '../contract-rule.js';
import { exercise } from '../exercise.js';
import { MAX_WAIT_MS } from '../harness.js';
import { letWorkEnd } from '../let-work-end.js';
import { requestsOf, whole } from '../subjects.js';
import { watchWork } from '../watch/watch-work.js';

/** How many requests of a name are aborted while they are in progress. */
const SOME = 3;

export const handlesEveryError: ContractRule = {
  id: 'handles-every-error',
  promise:
    'No promise of the plugin is rejected unhandled, and none of its callbacks throws, at any time.',
  why: 'Nobody knows then that the work has failed: only the error tracker of the page sees it, and Node ends the process.',
  fix: 'Await every promise, or handle its error: `save().catch(report)`. In a callback of a timer or an event, use `try`.',
  subjects: whole,
  async check(ruleContext) {
    const { plugin, dataOf, withHarness, expectNoUncaught } = ruleContext;
    await withHarness(async (harness) => {
      const work = watchWork(harness.pluginClock.meter);
      try {
        await exercise(ruleContext, harness);
        for (const name of requestsOf(plugin)) {
          for (const data of dataOf(name).examples.slice(0, SOME)) {
            const controller = new AbortController();
            const call = harness.call(name, data, controller.signal);
            await settle();
            controller.abort(new Error('The answer is no longer needed'));
            await harness.until(() => call.state !== 'running', MAX_WAIT_MS);
          }
        }
        await letWorkEnd(harness, work);
        await harness.close();
        await letWorkEnd(harness, work);
      } finally {
        work.stop();
      }
    });
    await expectNoUncaught();
  },
};
