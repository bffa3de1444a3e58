import type { ContractRule } from '../contract-rule.js';
import { distinctBodies } from '../distinct-bodies.js';
import type { Outcome } from '../outcome.js';
import { requestsOf } from '../subjects.js';
import { watchWork } from '../watch/watch-work.js';

const COUNT = 6;

interface Measured {
  readonly outcomes: readonly Outcome[];
  /** How many timers and calls of `fetch` of the plugin have ended, and were not cancelled. */
  readonly ended: number;
  /** The most of them at one time. */
  readonly peak: number;
  /** The time on the plugin’s clock. */
  readonly clockMs: number;
}

export const answersSideBySide: ContractRule = {
  id: 'answers-side-by-side',
  promise: 'Requests for different calls or callers do not wait for one another.',
  why: 'With one lock for all requests, a slow answer of the CRM delays every later one: at the fifth ringing call the deadline passes, and one request that hangs blocks all others.',
  fix: 'Use a lock for each key, or none: `locks.get(sessionId)`, not one promise for the whole plugin.',
  subjects: requestsOf,
  async check({ message, dataOf, issueOf, withHarness, violation }) {
    const measure = (list: readonly unknown[]): Promise<Measured> =>
      withHarness(async (harness) => {
        const { meter } = harness.pluginClock;
        const work = watchWork(meter);
        try {
          const start = harness.clock.elapsed();
          meter.reset();
          const outcomes = await harness.finish(list.map((data) => harness.start(message, data)));
          const { ended, peak } = meter;
          return { outcomes, ended, peak, clockMs: harness.clock.elapsed() - start };
        } finally {
          work.stop();
        }
      });
    const { examples, isOwn } = dataOf(message);
    const bodies = isOwn ? examples.slice(0, COUNT) : distinctBodies(examples[0], COUNT);
    const one = await measure(bodies.slice(0, 1));
    if (bodies.length < COUNT || one.ended === 0) return;
    const all = await measure(bodies);
    if (all.outcomes.some((each, index) => issueOf(message, bodies[index], each))) return;
    // A plugin that combines requests, or limits how many it sends at once, sends fewer or overlaps.
    const isEach = all.ended >= COUNT * one.ended;
    const isSerial = one.clockMs > 0 && all.clockMs >= COUNT * one.clockMs;
    if (!isEach || (all.peak > one.peak && !isSerial)) return;
    throw violation({
      given: bodies[0],
      expected: `${COUNT} concurrent requests to be in progress at the same time`,
      received: 'one after the other: each is started when the one before it is answered',
    });
  },
};
