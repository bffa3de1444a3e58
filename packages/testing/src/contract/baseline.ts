import { protocol } from '@jackfield/core/ringcx';
import type { Outcome } from './outcome.js';
import { sameValue } from './same-value.js';
import type { RuleContext } from './contract-rule.js';

/** A plugin's answers to requests sent one at a time: what a rule compares other answers with. */
export interface Baseline {
  /** Returns how an answer to the same data differs; `undefined` if it does not. */
  differs(index: number, outcome: Outcome): string | undefined;
}

/** Returns whether the answers of several plugins to a request are merged. */
export const isMerged = (message: string): boolean =>
  protocol.requests[message as keyof typeof protocol.requests].combine === 'merge';

/** Returns a result as the widget receives it; `undefined` where the widget ignores it or it cannot be copied. */
function comparableResult(message: string, { call }: Outcome): unknown {
  if (!isMerged(message)) return undefined;
  try {
    return structuredClone(call?.result);
  } catch {
    return undefined;
  }
}

/**
 * Sends the requests one after the other, twice: results that differ between the two runs depend on
 * chance or on the time and are not compared.
 *
 * @returns `undefined` if an answer is already wrong here: another rule reports that
 */
export async function measureBaseline(
  { message, withHarness, issueOf }: RuleContext,
  list: readonly unknown[],
): Promise<Baseline | undefined> {
  const ask = (): Promise<readonly Outcome[]> =>
    withHarness(async (harness) => {
      const outcomes: Outcome[] = [];
      for (const data of list) outcomes.push(await harness.request(message, data));
      return outcomes;
    });
  const outcomes = await ask();
  if (outcomes.some((outcome, index) => issueOf(message, list[index], outcome))) return undefined;
  const again = (await ask()).map((outcome) => comparableResult(message, outcome));
  const results = outcomes.map((outcome) => comparableResult(message, outcome));
  return {
    differs(index, outcome) {
      const issue = issueOf(message, list[index], outcome);
      if (issue) return issue;
      if (outcome.responses !== 1) return `${outcome.responses} responses`;
      if (!sameValue(results[index], again[index])) return undefined;
      return sameValue(results[index], comparableResult(message, outcome))
        ? undefined
        : 'another result';
    },
  };
}
