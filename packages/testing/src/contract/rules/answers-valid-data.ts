import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const answersValidData: ContractRule = {
  id: 'answers-valid-data',
  promise: 'Every declared request answers valid data with a valid result.',
  why: 'The widget treats an error or an invalid result as "no match" or loses the log, and still shows the agent success.',
  fix: 'Read only the members that the schema requires: a task may be absent, a number withheld, a time NaN. If the CRM has no data, answer {} or "ok".',
  subjects: requestsOf,
  async check({ message, dataOf, issueOf, forAll, withHarness, violation }) {
    const { examples, arbitrary } = dataOf(message);
    await forAll(examples, arbitrary, (data) =>
      withHarness(async (harness) => {
        const received = issueOf(message, data, await harness.request(message, data));
        if (received) throw violation({ given: data, expected: 'a valid result', received });
      }),
    );
  },
};
