import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../../testing/src/test-clock.js';
import { heapUsed } from './heap.js';
import { expectToHold } from './hold.js';
import { openArena } from './arena.js';
import { behaviours, makePlugins } from './behaviour.js';
import { asNew, drafts, messageOf, PUSHES, REQUESTS } from './messages.js';
import { watchPrototypes } from './prototypes.js';
import { watchRejections } from './rejections.js';
import { play, sessions, tellSession } from './session.js';
import { isReplay, MESSAGES, SEED, TEST_MS } from './settings.js';

/** The most messages of one host, of about half as many on average. */
const MOST = 100;
const RUNS = Math.ceil((2.3 * MESSAGES) / MOST);

/** What becomes of messages at some time or other. */
const EVERYTHING: readonly string[] = [
  ...PUSHES.map((name) => `${name} delivered`),
  ...REQUESTS.flatMap((name) =>
    ['answered', 'failed', 'invalid', 'unhandled', 'ignored'].map((came) => `${name} ${came}`),
  ),
];

const unhandled = watchRejections();

describe('whatever the widget’s frame says', () => {
  it(
    'nothing throws, no prototype changes, and each request of ours is answered once',
    async () => {
      const changed = watchPrototypes();
      const seen = new Set<string>();
      let met = 0;
      await expectToHold(
        sessions(MOST),
        RUNS,
        async (session) => {
          met += session.steps.filter((step) => 'draft' in step).length;
          expect(await play(session, seen)).toEqual([]);
          expect(await unhandled()).toEqual([]);
          expect(changed()).toEqual([]);
        },
        tellSession,
      );
      if (isReplay) return;
      expect(met).toBeGreaterThanOrEqual(MESSAGES);
      // Nor has all of it been nonsense.
      if (met > 50_000) expect(EVERYTHING.filter((outcome) => !seen.has(outcome))).toEqual([]);
    },
    TEST_MS,
  );

  it(
    'a host that lives on holds no more of it than at first',
    async () => {
      const messages = fc
        .sample(drafts({ isCopied: true }), { numRuns: 2_000, seed: SEED })
        .map(messageOf);
      const acts = fc.sample(behaviours, { numRuns: 200, seed: SEED });
      const clock = createTestClock();
      const plugins = makePlugins({
        handled: REQUESTS,
        behaviours: acts,
        later: (run, ms) => clock.setTimeout(run, ms),
        heard: () => undefined,
      });
      const arena = openArena({ plugins, handled: REQUESTS, clock });
      let serial = 0;
      const live = async (count: number): Promise<void> => {
        for (let met = 0; met < count; met += 1) {
          serial += 1;
          arena.deliver(asNew(structuredClone(messages[met % messages.length]), serial));
          if (serial % 500 === 0) await arena.advance(60_000);
        }
      };
      await live(MESSAGES / 10);
      const before = await heapUsed();
      await live(MESSAGES);
      const grown = (await heapUsed()) - before;
      // Engines are not exact: some 100 kB more or less are usual. But whatever is held of each
      // message is an entry of a list at least, of 8 bytes, and mostly a text besides.
      expect(grown / MESSAGES, 'bytes for each message').toBeLessThan(5);
      expect(await arena.finish()).toEqual([]);
    },
    TEST_MS,
  );
});
