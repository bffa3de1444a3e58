import { protocol } from '@jackfield/core/ringcx';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';
import { whereUncopied } from '../where-uncopied.js';

export const resultsCanBeCopied: ContractRule = {
  id: 'results-can-be-copied',
  promise: 'Every result survives the copy that postMessage makes, and is still valid then.',
  why: 'A function, an element or a proxy in a result cannot be posted at all; of an object of a class, the getters and methods are lost on the way.',
  fix: 'Answer plain data: build a new object of the members that the widget reads, { name, id }.',
  subjects: requestsOf,
  async check({ message, dataOf, forAll, onStage, breach }) {
    const { examples, arbitrary } = dataOf(message);
    await forAll(examples, arbitrary, (data) =>
      onStage(async (stage) => {
        const { call } = await stage.ask(message, data);
        if (call?.state !== 'resolved') return;
        const expected = 'a result that is the same after structuredClone';
        const where = whereUncopied(call.result);
        if (where !== undefined)
          throw breach({ given: data, expected, came: `what cannot be copied at ${where || '/'}` });
        if (protocol.checkResult(message, call.result)) return;
        const [lost] = protocol.checkResult(message, structuredClone(call.result)) ?? [];
        if (!lost) return;
        const came = `a copy without the ${lost.expected} at ${lost.pointer || '/'}`;
        throw breach({ given: data, expected, came });
      }),
    );
  },
};
