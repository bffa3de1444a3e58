import type { ContractRule } from '../contract-rule.js';
import { take } from '../steps.js';
import { pushesOf } from '../subjects.js';

export const acceptsEveryPush: ContractRule = {
  id: 'accepts-every-push',
  promise: 'A listener survives every valid body, also as the first thing that it hears.',
  why: 'An end may come without its call (Redirect.ts:188-213), a ring without a name or leg, a time as NaN. What the listener should have done does not happen, and nobody is told but the page’s error log.',
  fix: 'Read only what the schema requires, and test the rest: `call?.id`.',
  subjects: pushesOf,
  async check(trial) {
    const { message: name, dataOf, forAll, onStage, breach } = trial;
    const { examples, arbitrary } = dataOf(name);
    await forAll(examples, arbitrary, (body) =>
      onStage(async (stage) => {
        const came = await take(trial, stage, { kind: 'push', name, body });
        if (came) throw breach({ given: body, expected: 'no failure', came });
      }),
    );
  },
};
