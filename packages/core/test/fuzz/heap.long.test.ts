import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../../testing/src/test-clock.js';
import { openArena } from './arena.js';
import { behaviours, makePlugins } from './behaviour.js';
import { heapUsed } from './heap.js';
import { asNew, drafts, messageOf, REQUESTS } from './messages.js';
import { MESSAGES, SEED, TEST_MS } from './settings.js';

/** With fewer, what an engine keeps for itself would hide what is kept of each message. */
const COUNT = Math.max(2 * MESSAGES, 200_000);

describe('whatever the widget’s frame says', () => {
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
        received: () => undefined,
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
      await live(COUNT / 10);
      const before = await heapUsed();
      await live(COUNT);
      const grown = (await heapUsed()) - before;
      // Engines are not exact: half a megabyte more or less is usual. But whatever is held of each
      // message is an entry of a list at least, of 8 bytes, and mostly a text besides.
      expect(grown / COUNT, 'bytes for each message').toBeLessThan(5);
      expect(await arena.finish()).toEqual([]);
    },
    2 * TEST_MS,
  );
});
