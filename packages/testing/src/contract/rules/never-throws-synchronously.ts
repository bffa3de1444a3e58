import type { ContractRule } from '../contract-rule.js';
import { describeThrown } from '../describe-value.js';
import { exercise } from '../exercise.js';
import { requestsOf, wholeIfAnyRequest } from '../subjects.js';

export const neverThrowsSynchronously: ContractRule = {
  id: 'never-throws-synchronously',
  promise: 'A handler reports an error by a rejected promise, never by a synchronous throw.',
  why: 'Callers of a function that sometimes throws and sometimes rejects must handle both. The host does; another caller, such as your own wrapper, may not.',
  fix: 'Make the function `async`: then everything that it throws, including `signal.throwIfAborted()`, becomes a rejection.',
  subjects: wholeIfAnyRequest,
  async check(ruleContext) {
    const { plugin, dataOf, withHarness, violation } = ruleContext;
    await withHarness(async (harness) => {
      await exercise(ruleContext, harness);
      for (const name of requestsOf(plugin))
        for (const data of dataOf(name).examples) harness.call(name, data, AbortSignal.abort());
      const thrown = harness.calls.find(
        ({ group, state }) => state === 'threw' && (group === 'requests' || group === 'invalid'),
      );
      if (!thrown) return;
      const { group, name, error } = thrown;
      throw violation({
        message: name,
        expected: `a promise from ${group}.${name}`,
        received: `a throw of ${describeThrown(error)}`,
      });
    });
  },
};
