import { settle } from '../../test-clock.js';
import type { ContractRule } from '../contract-rule.js';
import { turn } from '../real-time.js';
import type { Harness } from '../harness.js';
import { requestsOf } from '../subjects.js';

/** How far the clock may advance between the abort and the end: one polling interval, no more. */
const SOON_MS = 500;

/** When the signal aborts: how much of the handler has run by then. */
const MOMENTS: readonly (readonly [when: string, wait: (harness: Harness) => Promise<unknown>])[] =
  [
    ['as it starts', () => Promise.resolve()],
    [
      'after a promise or two',
      async () => {
        await Promise.resolve();
        await Promise.resolve();
      },
    ],
    ['after some promises', settle],
    ['while it waits for I/O', turn],
    [
      'while it waits for the clock',
      async ({ clock, pluginClock: { next } }) => {
        await turn();
        if (next !== undefined) await clock.advance((next - clock.elapsed()) / 2);
      },
    ],
  ];

export const honoursItsSignal: ContractRule = {
  id: 'honours-its-signal',
  promise: 'A handler settles soon after its signal aborts, before its start or at any later time.',
  why: 'The signal aborts when the answer is no longer needed: the deadline has passed, or the page closes the host. Work that continues loads the CRM, and may write data whose failure has already been reported.',
  fix: 'Pass the signal to everything that the handler waits for, as in fetch(url, { signal }). If you listen to it, check `signal.aborted` first: an aborted signal emits no event.',
  subjects: requestsOf,
  async check({ message, dataOf, withHarness, violation }) {
    const abort = async (
      data: unknown,
      when: string,
      wait: ((harness: Harness) => Promise<unknown>) | undefined,
    ): Promise<void> =>
      withHarness(async (harness) => {
        const controller = new AbortController();
        const reason = new Error('The answer is no longer needed');
        if (!wait) controller.abort(reason);
        const call = harness.call(message, data, controller.signal);
        await wait?.(harness);
        controller.abort(reason);
        if (await harness.until(() => call.state !== 'running', SOON_MS)) return;
        throw violation({
          given: data,
          expected: `the handler to settle within ${SOON_MS} ms after its signal aborts`,
          received: `it did not, when the signal aborted ${when}`,
        });
      });
    for (const data of dataOf(message).examples) {
      await abort(data, 'before its start', undefined);
      for (const [when, wait] of MOMENTS) await abort(data, when, wait);
    }
  },
};
