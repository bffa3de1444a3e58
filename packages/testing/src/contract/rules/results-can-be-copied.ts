import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';
import { whereUncopied } from '../where-uncopied.js';

export const resultsCanBeCopied: ContractRule = {
  id: 'results-can-be-copied',
  promise: 'Every result can be copied by postMessage, and the copy is valid.',
  why: 'A result with a function, an element or a proxy cannot be posted at all; an instance of a class loses its getters and methods.',
  fix: 'Return plain data: build a new object of the members that the widget reads, { name, id }.',
  subjects: requestsOf,
  async check({ wire, message, dataOf, forAll, withHarness, violation }) {
    const { examples, arbitrary } = dataOf(message);
    await forAll(examples, arbitrary, (data) =>
      withHarness(async (harness) => {
        const { call } = await harness.request(message, data);
        if (call?.state !== 'resolved') return;
        const expected = 'a result that is the same after structuredClone';
        const where = whereUncopied(call.result);
        if (where !== undefined)
          throw violation({
            given: data,
            expected,
            received: `a value that cannot be copied at ${where || '/'}`,
          });
        if (wire.checkResult(message, call.result)) return;
        const [lost] = wire.checkResult(message, structuredClone(call.result)) ?? [];
        if (!lost) return;
        const received = `a copy without the ${lost.expected} at ${lost.pointer || '/'}`;
        throw violation({ given: data, expected, received });
      }),
    );
  },
};
