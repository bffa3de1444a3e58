import { protocol } from '@jackfield/core/ringcx';
import type { ContractRule } from '../contract-rule.js';
import { describeValue } from '../describe-value.js';
import { requestsOf } from '../subjects.js';
import { textsIn } from '../texts-in.js';

export const answersUnderAskedKeys: ContractRule = {
  id: 'answers-under-asked-keys',
  promise: 'What a matcher finds stands under the very strings that were asked for.',
  why: 'The widget looks each answer up by the string of its own query (ThirdParty.ts:189-222): under another key, normalised or not, nobody finds it.',
  fix: 'Keep the string that was asked for beside what you search by, and answer under the former.',
  subjects: (plugin) =>
    requestsOf(plugin).filter(
      (name) => protocol.requests[name as keyof typeof protocol.requests].combine === 'merge',
    ),
  async check({ message, dataOf, forAll, onStage, breach }) {
    const { examples, arbitrary } = dataOf(message);
    await forAll(examples, arbitrary, (data) =>
      onStage(async (stage) => {
        const { call, issue } = await stage.ask(message, data);
        if (issue) return;
        const asked = textsIn(data);
        const other = Object.keys(call?.result as object).find((key) => !asked.has(key));
        if (other === undefined) return;
        const came = `an answer under ${describeValue(other)}`;
        throw breach({ given: data, expected: 'answers under what was asked for only', came });
      }),
    );
  },
};
