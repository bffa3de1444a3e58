import type { ContractRule } from '../contract-rule.js';
import { IN_TIME } from '../in-time.js';
import { requestsOf } from '../subjects.js';
import { manyAtOnce } from '../widget-data.js';

/** The largest query of 0.x: EvCallHistory.ts:29-36. */
const MANY = 250;

/** Returns a list as long as the widget's largest query, where the request's data is a list. */
function batch(message: string, examples: readonly unknown[], isOwn: boolean): readonly unknown[] {
  if (!examples.every((each) => Array.isArray(each))) return [];
  const known = isOwn ? [] : (manyAtOnce(MANY)[message] ?? []);
  return [[...known, ...examples.flat()].slice(0, MANY)];
}

export const answersInTime: ContractRule = {
  ...IN_TIME,
  subjects: requestsOf,
  async check({ message, dataOf, withHarness }) {
    const { examples, isOwn } = dataOf(message);
    // The harness detects a handler that hangs, here as in every other rule.
    for (const data of [...examples, ...batch(message, examples, isOwn)])
      await withHarness((harness) => harness.request(message, data));
  },
};
