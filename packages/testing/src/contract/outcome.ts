import type { Answer } from '../simulator/answer.js';
import { describeThrown } from './describe-value.js';
import type { ContractWire } from './contract-wire.js';
import type { Call } from './spy-plugin.js';

/** The outcome of one request. */
export interface Outcome {
  readonly answer: Answer;
  /** How many responses have arrived by then. */
  readonly responses: number;
  /** The call of the handler; `undefined` if it was not called. */
  readonly call: Call | undefined;
  /** What is wrong, as text; `undefined` if the handler returned a valid result. */
  readonly issue: string | undefined;
}

function issueOf(
  wire: ContractWire,
  name: string,
  answer: Answer,
  call: Call | undefined,
): string | undefined {
  if (!call) return `no call of the handler; the widget received the error "${answer.error}"`;
  if (call.state === 'running') return 'no answer by its deadline';
  if (call.state !== 'resolved') return `it ${call.state} ${describeThrown(call.error)}`;
  const issues = wire.checkResult(name, call.result);
  const texts = issues?.map(
    ({ pointer, expected }) => `expected ${expected} at ${pointer || '/'} of the result`,
  );
  return texts?.join('; ');
}

export const outcomeOf = (
  wire: ContractWire,
  name: string,
  answer: Answer,
  responses: number,
  call: Call | undefined,
): Outcome => ({
  answer,
  responses,
  call,
  issue: issueOf(wire, name, answer, call),
});
