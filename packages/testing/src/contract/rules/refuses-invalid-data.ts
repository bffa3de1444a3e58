import type { ContractRule } from '../contract-rule.js';
import { invalidBodies } from '../message-data.js';
import { requestsOf } from '../subjects.js';

export const refusesInvalidData: ContractRule = {
  id: 'refuses-invalid-data',
  promise: 'Invalid data is rejected, and a handler never receives it.',
  why: 'A handler relies on the types of its data. A handler that is also the `invalid` handler stores malformed data as if it were a valid log.',
  fix: 'Use a separate function for `invalid` that stores the raw body elsewhere, for a person to inspect.',
  subjects: requestsOf,
  async check({ wire, message, plugin, withHarness, violation }) {
    const handler = plugin.requests?.[message];
    if (handler && handler === plugin.invalid?.[message]) {
      throw violation({
        expected: 'a handler that receives valid data only',
        received: `one function as requests.${message} and as invalid.${message}`,
      });
    }
    const isRingex = wire.name === 'RingEX';
    await withHarness(async (harness) => {
      for (const body of invalidBodies(message)) {
        // Some of what RingCX does not allow is valid in the words of RingEX.
        if (isRingex && wire.carried(message, body)) continue;
        const { answer } = await harness.request(message, body);
        const isSeen = harness.calls.some(
          ({ group, name }) => group === 'requests' && name === message,
        );
        // RingEX answers no errors, so that a rule could not see one.
        if (!isSeen && (isRingex || answer.status === 'failed')) continue;
        throw violation({
          given: body,
          expected: 'an error, and the handler not called',
          received: isSeen ? 'a call of the handler' : `the answer "${answer.status}"`,
        });
      }
    });
  },
};
