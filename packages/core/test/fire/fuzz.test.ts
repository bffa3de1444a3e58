import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heapUsed } from './heap.js';
import { expectToHold } from './hold.js';
import { openArena } from './arena.js';
import { behaviours } from './behaviour.js';
import { drafts, messageOf, REQUESTS } from './messages.js';
import { watchPrototypes } from './prototypes.js';
import { play, sessions, tellSession } from './session.js';
import { MESSAGES, SEED } from './settings.js';

/** The most messages of one host, of about half as many on average. */
const MOST = 100;
const RUNS = Math.ceil((2.3 * MESSAGES) / MOST);

/** Long enough for a million messages on a slow machine. */
const TEST_MS = 900_000;

const unhandled: unknown[] = [];
const keep = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', keep));
afterAll(() => void process.off('unhandledRejection', keep));

/** Gives a message an id and a call that none before it had, so that whatever is kept by them grows. */
function asNew(message: unknown, serial: number): unknown {
  if (typeof message !== 'object' || message === null) return message;
  const { requestId, payload } = message as Record<string, unknown>;
  const { call } = (payload ?? {}) as { readonly call?: { id?: unknown } | null };
  if (typeof requestId === 'string')
    Object.assign(message, { requestId: `${requestId} ${serial}` });
  if (typeof call?.id === 'string') call.id = `${call.id} ${serial}`;
  return message;
}

describe('whatever the widget’s frame says', () => {
  it(
    'nothing throws, no prototype changes, and each request of ours is answered once',
    async () => {
      const changed = watchPrototypes();
      let met = 0;
      await expectToHold(
        sessions(MOST),
        RUNS,
        async (session) => {
          met += session.steps.filter((step) => 'draft' in step).length;
          expect(await play(session)).toEqual([]);
          // A rejection is told when all promises have had their turn.
          await setImmediate();
          expect(unhandled.splice(0).map(String)).toEqual([]);
          expect(changed()).toEqual([]);
        },
        tellSession,
      );
      expect(met).toBeGreaterThanOrEqual(MESSAGES);
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
      const arena = openArena({ handled: REQUESTS, behaviours: acts }, { isRead: false });
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
