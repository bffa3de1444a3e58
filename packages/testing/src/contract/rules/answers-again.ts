import { askInTurn } from '../in-turn.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

/** After this the widget asks again even for what it was told (DataMatcher.ts:67-73, 103-121). */
const ASK_AGAIN_MS = 31_000;

export const answersAgain: ContractRule = {
  id: 'answers-again',
  promise: 'The same request is answered as well the second and the third time.',
  why: 'Each Submit sends the log of a call again, under the same key; the history does too; and matchers are asked anew at every ring and answer, and after 30 seconds.',
  fix: 'Update or insert by the key of the request, and let no answer use up what the next one needs.',
  subjects: requestsOf,
  async check(trial) {
    const { message, dataOf, issueOf, forAll, onStage, breach } = trial;
    const { examples, arbitrary } = dataOf(message);
    const isGood: boolean[] = [];
    for (const data of examples) isGood.push((await askInTurn(trial, [data])) !== undefined);
    await onStage(async (stage) => {
      // They share keys: a log that the agent has edited, numbers that have been asked for.
      for (const data of examples.filter((_data, index) => isGood[index])) {
        const came = issueOf(message, data, await stage.ask(message, data));
        if (came) throw breach({ given: data, expected: 'an answer, after others like it', came });
      }
    });
    await forAll(examples, arbitrary, async (data) => {
      const alone = await askInTurn(trial, [data]);
      if (!alone) return;
      await onStage(async (stage) => {
        for (const said of ['first', 'second', 'third']) {
          const came = alone.differs(0, await stage.ask(message, data));
          if (came) {
            const expected = `the same answer the ${said} time`;
            throw breach({ given: data, expected, came });
          }
          if (said === 'second') await stage.clock.advance(ASK_AGAIN_MS);
        }
      });
    });
  },
};
