import type { ContractRule } from '../contract-rule.js';
import { IN_TIME } from '../in-time.js';
import { requestsOf } from '../subjects.js';
import { manyAtOnce } from '../widget-data.js';

/** The most that 0.x asks for at once: EvCallHistory.ts:29-36. */
const MANY = 250;

/** As many of what the examples ask for as the widget asks for at once, where that is a list. */
function batch(message: string, examples: readonly unknown[], isOwn: boolean): readonly unknown[] {
  if (!examples.every((each) => Array.isArray(each))) return [];
  const known = isOwn ? [] : (manyAtOnce(MANY)[message] ?? []);
  return [[...known, ...examples.flat()].slice(0, MANY)];
}

export const answersInTime: ContractRule = {
  ...IN_TIME,
  subjects: requestsOf,
  async check({ message, dataOf, onStage }) {
    const { examples, isOwn } = dataOf(message);
    // Whoever hangs is found by the stage, here as in every other rule.
    for (const data of [...examples, ...batch(message, examples, isOwn)])
      await onStage((stage) => stage.ask(message, data));
  },
};
