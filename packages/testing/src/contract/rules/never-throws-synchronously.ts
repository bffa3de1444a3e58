import type { ContractRule } from '../contract-rule.js';
import { describeThrown } from '../describe-value.js';
import { exercise } from '../exercise.js';
import { requestsOf, wholeIfAsked } from '../subjects.js';

export const neverThrowsSynchronously: ContractRule = {
  id: 'never-throws-synchronously',
  promise: 'A handler fails by a rejected promise, never by a throw.',
  why: 'A function that throws at times and rejects at others needs both to be caught wherever it is called. The host does so; the next caller, such as your own wrapper, may not.',
  fix: 'Make the function `async`: then whatever it throws, `signal.throwIfAborted()` too, becomes a rejection.',
  subjects: wholeIfAsked,
  async check(trial) {
    const { plugin, dataOf, onStage, breach } = trial;
    await onStage(async (stage) => {
      await exercise(trial, stage);
      for (const name of requestsOf(plugin))
        for (const data of dataOf(name).examples) stage.call(name, data, AbortSignal.abort());
      const thrown = stage.calls.find(
        ({ group, state }) => state === 'threw' && (group === 'requests' || group === 'invalid'),
      );
      if (!thrown) return;
      const { group, name, error } = thrown;
      throw breach({
        message: name,
        expected: `a promise from ${group}.${name}`,
        came: `a throw of ${describeThrown(error)}`,
      });
    });
  },
};
