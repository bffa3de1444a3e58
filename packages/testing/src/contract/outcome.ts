import { protocol } from '@jackfield/core/ringcx';
import type { Answer } from '../widget/wire.js';
import { describeThrown } from './describe-value.js';
import type { Call } from './spy-plugin.js';

/** What became of one request. */
export interface Outcome {
  readonly answer: Answer;
  /** How many responses have come by then. */
  readonly responses: number;
  /** The handler's part in it; `undefined` if it was not called. */
  readonly call: Call | undefined;
  /** What is wrong with it, in words; `undefined` if the handler gave a valid result. */
  readonly issue: string | undefined;
}

function issueOf(name: string, answer: Answer, call: Call | undefined): string | undefined {
  if (!call) return `the handler was not called, and the widget was told "${answer.error}"`;
  if (call.state === 'running') return 'no answer by its deadline';
  if (call.state !== 'resolved') return `it ${call.state} ${describeThrown(call.error)}`;
  const issues = protocol.checkResult(name, call.result);
  const said = issues?.map(
    ({ pointer, expected }) => `expected ${expected} at ${pointer || '/'} of the result`,
  );
  return said?.join('; ');
}

export const outcomeOf = (
  name: string,
  answer: Answer,
  responses: number,
  call: Call | undefined,
): Outcome => ({
  answer,
  responses,
  call,
  issue: issueOf(name, answer, call),
});
