import { invalid } from '../../data/invalid.js';
import type { MessageName } from '../../data/bodies.js';
import type { ContractRule } from '../contract-rule.js';
import { describeThrown } from '../describe-value.js';
import { issuesOf } from '../message-data.js';
import { rawBodies } from '../raw-bodies.js';
import { invalidOf } from '../subjects.js';

export const survivesRawBodies: ContractRule = {
  id: 'survives-raw-bodies',
  promise: 'An `invalid` handler survives any body, whatever its shape.',
  why: 'It is the last chance to keep what a widget of an unknown version sends. If it fails on that, the log is lost.',
  fix: 'Treat the body as `unknown`: test before you read, do not turn it into JSON unguarded, and store it as it is.',
  subjects: invalidOf,
  async check({ message, onStage, breach }) {
    const bodies = [...invalid(message as MessageName).map(({ body }) => body), ...rawBodies()];
    await onStage(async (stage) => {
      for (const body of bodies.filter((each) => issuesOf(message, each))) {
        const before = stage.calls.length;
        await stage.ask(message, body);
        const call = stage.calls[before];
        if (call?.state === 'resolved') continue;
        const came =
          call?.state === 'rejected' || call?.state === 'threw'
            ? `it ${call.state} ${describeThrown(call.error)}`
            : 'no end by the deadline';
        throw breach({ given: body ?? null, expected: 'that it is kept or passed over', came });
      }
    });
  },
};
