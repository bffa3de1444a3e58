import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCallTracker } from '../../src/call-details/index.js';
import { call, MINUTE, NOON } from './calls.js';
import { mapMemory } from './memory.js';

const IDS = ['1', '2', '__proto__'];
const TABS = 2;

const id = fc.constantFrom(...IDS);
const leg = fc.constantFrom(undefined, '', '1', '2');
const tab = fc.nat(TABS - 1);

const act = fc.oneof(
  fc.record({ what: fc.constantFrom('ring', 'answer', 'end'), tab, id, leg }),
  fc.record({ what: fc.constant('end of some call'), tab }),
  fc.record({ what: fc.constant('log'), tab, id }),
  fc.record({ what: fc.constant('look'), tab, dies: fc.boolean() }),
  fc.record({ what: fc.constant('wait'), ms: fc.integer({ min: -MINUTE, max: 10 * MINUTE }) }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Lets tabs do what they do, and notes what comes of it. */
function stage() {
  const memory = mapMemory();
  let now = NOON;
  const tabs = Array.from({ length: TABS }, () =>
    createCallTracker({
      memory,
      now: () => now,
      zone: () => 'Asia/Kolkata',
      undisposedAfterMs: 2 * MINUTE,
    }),
  );
  const reported = new Set<string>();
  const logged = new Set<string>();
  /** Those of which a log was made, and those of them of which nothing was reported since. */
  const made = new Set<string>();
  const settled = new Set<string>();
  const keys = new Map<string, string>();

  async function look(tracker: (typeof tabs)[number], dies: boolean): Promise<void> {
    const { calls, nextAt } = await tracker.due(now);
    if (nextAt !== undefined) expect(nextAt).toBeGreaterThan(now);
    for (const { key, call: due, callDetails } of calls) {
      // What the agent has written needs nothing else, and no log is made twice of the same.
      expect(logged).not.toContain(due.id);
      expect(settled).not.toContain(due.id);
      expect(keys.get(due.id) ?? key).toBe(key);
      keys.set(due.id, key);
      expect(callDetails.talkSeconds ?? 0).toBeGreaterThanOrEqual(0);
      const { answeredAt = 0, endedAt = Infinity } = callDetails;
      expect(endedAt).toBeGreaterThanOrEqual(answeredAt - 2_000);
      if (callDetails.outcome === 'missed') expect(callDetails).not.toHaveProperty('answeredAt');
      if (dies) continue;
      await tracker.logged(due.id, 'derived');
      made.add(due.id);
      settled.add(due.id);
    }
  }

  return {
    reported,
    logged,
    made,
    tabs,
    wait: (ms: number) => (now += ms),
    look,
    async run(what: Act): Promise<void> {
      if ('ms' in what) return void (now += what.ms);
      const tracker = tabs[what.tab]!;
      if ('dies' in what) return look(tracker, what.dies);
      if (!('id' in what)) {
        const ended = await tracker.end(undefined);
        if (ended !== undefined) settled.delete(ended);
        return undefined;
      }
      if (!('leg' in what)) {
        await tracker.logged(what.id);
        return void logged.add(what.id);
      }
      reported.add(what.id);
      const pushed = call({ id: what.id, sessionId: what.leg });
      if (what.what === 'ring') return tracker.ring(pushed);
      // It is not settled: a message arrived after its log.
      settled.delete(what.id);
      if (what.what === 'answer') return tracker.answer(pushed);
      const ended = await tracker.end(pushed);
      if (ended !== undefined) settled.delete(ended);
      return undefined;
    },
  };
}

test('whatever is reported in whatever order, each call is logged in the end, by the agent or once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      const { run, look, wait, tabs, reported, logged, made } = stage();
      for (const each of acts) await run(each);
      // A tab that lives, once all is over.
      wait(24 * 60 * MINUTE);
      await look(tabs[0]!, false);
      wait(10 * MINUTE);
      await look(tabs[0]!, false);
      for (const each of reported) {
        if (!logged.has(each)) expect(made).toContain(each);
      }
    }),
    { numRuns: 400 },
  );
});
