import { describe, expect, it } from 'vitest';
import { expectToHold } from './hold.js';
import { PUSHES, REQUESTS } from './messages.js';
import { watchPrototypes } from './prototypes.js';
import { watchRejections } from './rejections.js';
import { play, sessions, showSession } from './session.js';
import { isReplay, MESSAGES, TEST_MS } from './settings.js';

/** The most messages of one host, of about half as many on average. */
const MOST = 100;
const RUNS = Math.ceil((3 * MESSAGES) / MOST);

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
        showSession,
      );
      if (isReplay) return;
      expect(met).toBeGreaterThanOrEqual(MESSAGES);
      // Nor has all of it been nonsense.
      if (met > 50_000) expect(EVERYTHING.filter((outcome) => !seen.has(outcome))).toEqual([]);
    },
    TEST_MS,
  );
});
