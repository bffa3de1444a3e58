import type { ContractRule } from '../contract-rule.js';
import { letWorkEnd } from '../let-work-end.js';
import { requestsOf } from '../subjects.js';
import { watchWork } from '../watch/watch-work.js';

/** How many examples of a request are tried. */
const SOME = 3;

export const finishesBeforeItAnswers: ContractRule = {
  id: 'finishes-before-it-answers',
  promise: 'When a handler has answered and its host is closed, none of its work goes on.',
  why: 'The widget shows success while the log is still being written: if the page is closed then, or the CRM refuses it, the log is lost and nobody notices.',
  fix: 'Await everything that the answer promises: `await crm.save(log, { signal })`. What may happen later belongs in an outbox, which the clean-up of `setup` stops.',
  subjects: requestsOf,
  async check({ message, dataOf, withHarness, violation }) {
    for (const data of dataOf(message).examples.slice(0, SOME)) {
      const after = await withHarness(async (harness) => {
        const { meter } = harness.pluginClock;
        const work = watchWork(meter);
        try {
          await harness.request(message, data);
          await harness.close();
          const isBusy = work.isBusy;
          meter.reset();
          await letWorkEnd(harness, work);
          return isBusy || meter.ended > 0;
        } finally {
          work.stop();
        }
      });
      if (!after) continue;
      throw violation({
        given: data,
        expected: 'no timer and no request to a server after the answer and the close',
        received: 'work that goes on after both',
      });
    }
  },
};
