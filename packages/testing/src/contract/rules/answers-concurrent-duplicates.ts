import { askInTurn } from '../in-turn.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

const TWINS = 3;

export const answersConcurrentDuplicates: ContractRule = {
  id: 'answers-concurrent-duplicates',
  promise: 'One question that comes two or three times at once is answered each time.',
  why: '1.0 asks two or three times for each call that rings, at the same moment and past its cache (EvCallMonitor.ts:65-75); each of them waits for an answer of its own.',
  fix: 'Let later askers wait for the answer that is under way. Do not turn them away while you are busy.',
  subjects: requestsOf,
  async check(trial) {
    const { message, dataOf, forAll, onStage, breach } = trial;
    const { examples, arbitrary } = dataOf(message);
    await forAll(examples, arbitrary, async (data) => {
      const alone = await askInTurn(trial, [data]);
      if (!alone) return;
      await onStage(async (stage) => {
        const twins = Array.from({ length: TWINS }, () => stage.start(message, data));
        for (const outcome of await stage.finish(twins)) {
          const came = alone.differs(0, outcome);
          if (came)
            throw breach({
              given: data,
              expected: `${TWINS} equal answers to ${TWINS} at once`,
              came,
            });
        }
      });
    });
  },
};
