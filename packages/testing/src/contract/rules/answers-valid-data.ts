import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const answersValidData: ContractRule = {
  id: 'answers-valid-data',
  promise: 'Every request that is declared answers valid data with a valid result.',
  why: 'An error or an invalid result becomes "no match" or a lost log, and the agent sees success all the same.',
  fix: 'Read only what the schema requires: a task may be absent, a number withheld, a time NaN. Where the CRM has nothing, answer {} or "ok".',
  subjects: requestsOf,
  async check({ message, dataOf, issueOf, forAll, onStage, breach }) {
    const { examples, arbitrary } = dataOf(message);
    await forAll(examples, arbitrary, (data) =>
      onStage(async (stage) => {
        const came = issueOf(message, data, await stage.ask(message, data));
        if (came) throw breach({ given: data, expected: 'a valid result', came });
      }),
    );
  },
};
