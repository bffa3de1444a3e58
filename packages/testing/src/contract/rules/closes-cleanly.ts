import { settle } from '../../test-clock.js';
import type { ContractRule } from '../contract-rule.js';
import { describeThrown } from '../describe-value.js';
import { exercise } from '../exercise.js';
import { MAX_WAIT_MS, type Harness } from '../harness.js';
import { whole } from '../subjects.js';

export const closesCleanly: ContractRule = {
  id: 'closes-cleanly',
  promise:
    'Set-up and clean-up finish without an error, whether the plugin was used or its host closed at once.',
  why: 'A clean-up that throws stops half-way, and one that never ends delays every plugin that was added before it. A user who leaves the page early closes a host whose set-up has just started.',
  fix: 'Release only what exists: `socket?.close()`. Await what the set-up has started, or abort it with the signal that `setup` receives.',
  subjects: whole,
  async check(ruleContext) {
    const { withHarness, violation } = ruleContext;
    const moments: readonly (readonly [when: string, use: (harness: Harness) => Promise<void>])[] =
      [
        ['immediately after its set-up started', settle],
        ['unused', (harness) => harness.ready()],
        [
          'after use',
          async (harness) => {
            await harness.ready();
            await exercise(ruleContext, harness);
          },
        ],
      ];
    for (const [when, use] of moments) {
      await withHarness(async (harness) => {
        await use(harness);
        const isClean = await harness.close();
        const calls = harness.calls.filter(
          ({ group }) => group === 'set-up' || group === 'clean-up',
        );
        const failed = calls.find(({ state }) => state !== 'resolved');
        if (isClean && !failed) return;
        const what = failed?.group ?? 'clean-up';
        const isFailed = failed?.state === 'rejected' || failed?.state === 'threw';
        throw violation({
          expected: `a ${what} that succeeds when the host is closed ${when}`,
          received: isFailed
            ? `it ${failed.state} ${describeThrown(failed.error)}`
            : `it did not end within ${MAX_WAIT_MS} ms`,
        });
      }, false);
    }
  },
};
