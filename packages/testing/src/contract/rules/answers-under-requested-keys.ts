import type { ContractRule } from '../contract-rule.js';
import { isMerged } from '../baseline.js';
import { describeValue } from '../describe-value.js';
import { requestsOf } from '../subjects.js';
import { stringsIn } from '../strings-in.js';

export const answersUnderRequestedKeys: ContractRule = {
  id: 'answers-under-requested-keys',
  promise: 'The keys of a matcher’s result are exactly the strings of the request.',
  why: 'The widget looks up each answer by the string of its own query (ThirdParty.ts:189-222): it does not find an answer under another key, normalised or not.',
  fix: 'Keep the requested string next to the normalised one that you search by, and use the requested string as the key.',
  subjects: (plugin) => requestsOf(plugin).filter(isMerged),
  async check({ message, dataOf, forAll, withHarness, violation }) {
    const { examples, arbitrary } = dataOf(message);
    await forAll(examples, arbitrary, (data) =>
      withHarness(async (harness) => {
        const { call, issue } = await harness.request(message, data);
        if (issue) return;
        const requested = stringsIn(data);
        const other = Object.keys(call?.result as object).find((key) => !requested.has(key));
        if (other === undefined) return;
        const received = `the key ${describeValue(other)}`;
        throw violation({ given: data, expected: 'only strings of the request as keys', received });
      }),
    );
  },
};
