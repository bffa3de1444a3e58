import { invalid } from '../../data/invalid.js';
import type { MessageName } from '../../data/bodies.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const refusesInvalidData: ContractRule = {
  id: 'refuses-invalid-data',
  promise: 'Invalid data is refused, and a handler never sees it.',
  why: 'A handler relies on the types of its data. One that is its own `invalid` handler stores what no reader of the CRM understands, as if it were a good log.',
  fix: 'Give `invalid` a function of its own, which keeps the raw body apart for a person to look at.',
  subjects: requestsOf,
  async check({ message, plugin, onStage, breach }) {
    const handler = plugin.requests?.[message];
    if (handler && handler === plugin.invalid?.[message]) {
      throw breach({
        expected: 'a handler that sees valid data only',
        came: `one function as requests.${message} and as invalid.${message}`,
      });
    }
    await onStage(async (stage) => {
      for (const { body } of invalid(message as MessageName)) {
        const { answer } = await stage.ask(message, body);
        const isSeen = stage.calls.some(({ group }) => group === 'requests');
        if (!isSeen && answer.status === 'failed') continue;
        throw breach({
          given: body,
          expected: 'an error, and the handler not called',
          came: isSeen ? 'a call of the handler' : `the answer "${answer.status}"`,
        });
      }
    });
  },
};
