import type { ContractRule } from '../contract-rule.js';
import { distinctBodies } from '../distinct-bodies.js';
import type { Outcome } from '../outcome.js';
import { requestsOf } from '../subjects.js';
import { watchWork } from '../watch/watch-work.js';

const COUNT = 6;

/** Returns what a body is about: requests for one call or lead may well wait for one another. */
function subjectOf(body: unknown): unknown {
  const { sessionId, leadId } = Object(body) as Readonly<Record<string, unknown>>;
  return sessionId ?? leadId ?? JSON.stringify(body);
}

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
    const own = new Map(examples.map((body) => [subjectOf(body), body]));
    const bodies = isOwn ? [...own.values()].slice(0, COUNT) : distinctBodies(examples[0], COUNT);
    if (bodies.length < 2) return;
    const alone: Measured[] = [];
    // The caller's own data may differ in how much work it needs.
    for (const body of isOwn ? bodies : bodies.slice(0, 1)) alone.push(await measure([body]));
    if (alone.some(({ ended }) => ended === 0)) return;
    const sum = (member: 'ended' | 'clockMs'): number =>
      alone.reduce((total, each) => total + each[member], 0) * (bodies.length / alone.length);
    const all = await measure(bodies);
    if (all.outcomes.some((each, index) => issueOf(message, bodies[index], each))) return;
    // A plugin that combines requests, or limits how many it sends at once, sends fewer or overlaps.
    const isEach = all.ended >= sum('ended');
    const isSerial = sum('clockMs') > 0 && all.clockMs >= sum('clockMs');
    const isOverlapping = alone.every(({ peak }) => all.peak > peak);
    if (!isEach || (isOverlapping && !isSerial)) return;
    throw violation({
      given: bodies[0],
      expected: `${bodies.length} concurrent requests to be in progress at the same time`,
      received: 'one after the other: each is started when the one before it is answered',
    });
  },
};
