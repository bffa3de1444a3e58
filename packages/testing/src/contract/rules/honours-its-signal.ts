import { settle } from '../../test-clock.js';
import type { ContractRule } from '../contract-rule.js';
import { turn } from '../real-time.js';
import type { Stage } from '../stage.js';
import { requestsOf } from '../subjects.js';

/** How much the clock may move between the abort and the end: a round of polling, no more. */
const SOON_MS = 500;

/** When the signal aborts, by what has run of the handler until then. */
const MOMENTS: readonly (readonly [said: string, wait: (stage: Stage) => Promise<unknown>])[] = [
  ['as it begins', () => Promise.resolve()],
  [
    'after a promise or two',
    async () => {
      await Promise.resolve();
      await Promise.resolve();
    },
  ],
  ['after some promises', settle],
  ['while it waits for the machine', turn],
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
  promise: 'A handler whose signal aborts, before it begins or at any time after, settles soon.',
  why: 'The signal says that nobody waits any longer: the deadline has passed, or the page closes the host. Work that goes on loads the CRM, and may write what the agent was told has failed.',
  fix: 'Hand the signal to whatever the handler waits for, as in fetch(url, { signal }). Where you listen to it, look at `signal.aborted` first: an aborted signal tells nobody.',
  subjects: requestsOf,
  async check({ message, dataOf, onStage, breach }) {
    const abort = async (
      data: unknown,
      said: string,
      wait: ((stage: Stage) => Promise<unknown>) | undefined,
    ): Promise<void> =>
      onStage(async (stage) => {
        const controller = new AbortController();
        const reason = new Error('Nobody waits for the answer any longer');
        if (!wait) controller.abort(reason);
        const call = stage.call(message, data, controller.signal);
        await wait?.(stage);
        controller.abort(reason);
        if (await stage.until(() => call.state !== 'running', SOON_MS)) return;
        throw breach({
          given: data,
          expected: `an end within ${SOON_MS} ms of its signal’s abort`,
          came: `none, when the signal aborted ${said}`,
        });
      });
    for (const data of dataOf(message).examples) {
      await abort(data, 'before it began', undefined);
      for (const [said, wait] of MOMENTS) await abort(data, said, wait);
    }
  },
};
