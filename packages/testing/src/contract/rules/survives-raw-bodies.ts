import type { ContractRule } from '../contract-rule.js';
import { describeThrown } from '../describe-value.js';
import { invalidBodies, issuesOf } from '../message-data.js';
import { rawBodies } from '../raw-bodies.js';
import { invalidOf } from '../subjects.js';

export const survivesRawBodies: ContractRule = {
  id: 'survives-raw-bodies',
  promise: 'An `invalid` handler accepts any body, whatever its shape.',
  why: 'It is the last chance to store what a widget of an unknown version sends. If it fails, the log is lost.',
  fix: 'Treat the body as `unknown`: check its members before you read them, do not call JSON.stringify without a guard, and store the body unchanged.',
  subjects: invalidOf,
  async check({ message, withHarness, violation }) {
    const bodies = [...invalidBodies(message), ...rawBodies()];
    await withHarness(async (harness) => {
      for (const body of bodies.filter((each) => issuesOf(message, each))) {
        const before = harness.calls.length;
        await harness.request(message, body);
        const call = harness.calls[before];
        if (call?.state === 'resolved') continue;
        const received =
          call?.state === 'rejected' || call?.state === 'threw'
            ? `it ${call.state} ${describeThrown(call.error)}`
            : 'it did not end by the deadline';
        throw violation({
          given: body ?? null,
          expected: 'the handler to store or ignore the body',
          received,
        });
      }
    });
  },
};
