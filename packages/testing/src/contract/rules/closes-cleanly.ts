import { settle } from '../../test-clock.js';
import type { ContractRule } from '../contract-rule.js';
import { describeThrown } from '../describe-value.js';
import { exercise } from '../exercise.js';
import { ASIDE_MS, type Stage } from '../stage.js';
import { whole } from '../subjects.js';

export const closesCleanly: ContractRule = {
  id: 'closes-cleanly',
  promise:
    'Set-up and clean-up succeed and come to an end, whether the plugin was used, or closed at once.',
  why: 'A clean-up that throws stops half-way, and one that never ends holds up every plugin that was added before it. A page that is left early closes what has hardly begun.',
  fix: 'Undo what is there to be undone: `socket?.close()`. What the set-up has only begun is awaited, or told to stop by the signal that `setup` gets.',
  subjects: whole,
  async check(trial) {
    const { onStage, breach } = trial;
    const times: readonly (readonly [said: string, use: (stage: Stage) => Promise<void>])[] = [
      ['at once, as its set-up began', settle],
      ['unused', (stage) => stage.ready()],
      [
        'after use',
        async (stage) => {
          await stage.ready();
          await exercise(trial, stage);
        },
      ],
    ];
    for (const [said, use] of times) {
      await onStage(async (stage) => {
        await use(stage);
        const isClean = await stage.close();
        const of = stage.calls.filter(({ group }) => group === 'set-up' || group === 'clean-up');
        const wrong = of.find(({ state }) => state !== 'resolved');
        if (isClean && !wrong) return;
        const what = wrong?.group ?? 'clean-up';
        const isFailed = wrong?.state === 'rejected' || wrong?.state === 'threw';
        throw breach({
          expected: `a ${what} that succeeds when the host is closed ${said}`,
          came: isFailed
            ? `it ${wrong.state} ${describeThrown(wrong.error)}`
            : `no end of it in ${ASIDE_MS} ms`,
        });
      }, false);
    }
  },
};
