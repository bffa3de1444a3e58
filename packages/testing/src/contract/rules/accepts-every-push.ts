import type { ContractRule } from '../contract-rule.js';
import { runStep } from '../steps.js';
import { pushesOf } from '../subjects.js';

export const acceptsEveryPush: ContractRule = {
  id: 'accepts-every-push',
  promise: 'A listener accepts every valid body, even in the first push that it receives.',
  why: 'An end may lack its call (Redirect.ts:188-213), a ring may lack a name or leg, and a time may be NaN. If the listener throws, its work is not done, and only the error log of the page shows it.',
  fix: 'Read only the members that the schema requires, and check the others: `call?.id`.',
  subjects: pushesOf,
  async check(ruleContext) {
    const { message: name, dataOf, forAll, withHarness, violation } = ruleContext;
    const { examples, arbitrary } = dataOf(name);
    await forAll(examples, arbitrary, (body) =>
      withHarness(async (harness) => {
        const received = await runStep(ruleContext, harness, { kind: 'push', name, body });
        if (received) throw violation({ given: body, expected: 'no failure', received });
      }),
    );
  },
};
