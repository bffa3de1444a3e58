import { array, stringify } from 'fast-check';
import { askInTurn } from '../in-turn.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

const MOST = 5;

/** Each once, since equal ones are another rule's. */
const unequal = (list: readonly unknown[]): readonly unknown[] => [
  ...new Map(list.map((data) => [stringify(data), data])).values(),
];

export const answersManyAtOnce: ContractRule = {
  id: 'answers-many-at-once',
  promise:
    'Requests that are under way at the same time each get the answer to their own question.',
  why: 'Two calls may ring at once, a log be submitted while the history asks: the widget waits for none of them before it asks the next.',
  fix: 'Keep what belongs to one request in the variables of its handler, never in those of the plugin.',
  subjects: requestsOf,
  async check(trial) {
    const { message, dataOf, forAll, onStage, breach } = trial;
    const { examples, arbitrary } = dataOf(message);
    const lists = array(arbitrary, { minLength: 2, maxLength: MOST }).map(unequal);
    await forAll([[...examples], [...examples].reverse()], lists, async (list) => {
      const undisturbed = await askInTurn(trial, list);
      if (!undisturbed) return;
      await onStage(async (stage) => {
        const outcomes = await stage.finish(list.map((data) => stage.start(message, data)));
        for (const [index, outcome] of outcomes.entries()) {
          const came = undisturbed.differs(index, outcome);
          if (!came) continue;
          const expected = 'the answer that it gets when nothing else is asked meanwhile';
          throw breach({
            given: list[index],
            expected,
            came: `${came}, among ${list.length} at once`,
          });
        }
      });
    });
  },
};
