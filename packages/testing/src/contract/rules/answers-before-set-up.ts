import { askInTurn } from '../in-turn.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const answersBeforeSetUp: ContractRule = {
  id: 'answers-before-set-up',
  promise: 'A request that comes while the set-up is still under way is answered like any other.',
  why: 'The host registers at once and waits for no set-up: a call may ring before it is done, above all when the page is reloaded during a call.',
  fix: 'Keep the promise of what the set-up opens, and let each handler await it: `const store = open(); … (await store).find(…)`.',
  subjects: requestsOf,
  async check(trial) {
    const { message, dataOf, onStage, breach } = trial;
    for (const data of dataOf(message).examples) {
      const alone = await askInTurn(trial, [data]);
      if (!alone) continue;
      await onStage(async (stage) => {
        const came = alone.differs(0, await stage.ask(message, data));
        if (came)
          throw breach({ given: data, expected: 'the same answer as after the set-up', came });
      }, false);
    }
  },
};
