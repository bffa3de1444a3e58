import type { Outcome } from './outcome.js';
import { differences, valueAt } from './differences.js';
import type { Harness } from './harness.js';
import { hideTimes } from './hide-times.js';
import type { RuleContext } from './contract-rule.js';
import { RINGEX } from './ringex-wire.js';

/** A plugin's answers to requests sent one at a time: what a rule compares other answers with. */
export interface Baseline {
  /** Returns how an answer to the same data differs; `undefined` if it does not. */
  differs(index: number, outcome: Outcome, harness: Harness): string | undefined;
}

/** Returns whether the answers of several plugins to a request are merged. */
export const isMerged = (message: string): boolean => RINGEX.requests[message]?.combine === 'merge';

/** Returns a result as the widget receives it; `undefined` where the widget ignores it or it cannot be copied. */
function comparableResult(message: string, { call }: Outcome, now: number): unknown {
  if (!isMerged(message)) return undefined;
  try {
    return hideTimes(structuredClone(call?.result), [now, Date.now()]);
  } catch {
    return undefined;
  }
}

const isAmong = (pointers: readonly string[], pointer: string): boolean =>
  pointers.some((each) => pointer === each || pointer.startsWith(`${each}/`));

/** Whether two values are successive ones of a counter: only their digits differ. */
const areCounted = (a: unknown, b: unknown): boolean => {
  if (typeof a === 'number') return typeof b === 'number';
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  return a.replaceAll(/\d+/g, '0') === b.replaceAll(/\d+/g, '0');
};

/**
 * Sends the requests one after the other, then all again, and to a fresh plugin. The parts of a result
 * that differ between plugins depend on chance, those whose digits differ when a request is repeated
 * on a counter: they are not compared.
 *
 * @returns `undefined` if an answer is already wrong here: another rule reports that
 */
export async function measureBaseline(
  { message, withHarness, issueOf }: RuleContext,
  list: readonly unknown[],
): Promise<Baseline | undefined> {
  const start = (harness: Harness): Promise<readonly Answered[]> => sendAll(harness, message, list);
  const [first, again] = await withHarness(async (harness) => [
    await start(harness),
    await start(harness),
  ]);
  if (first.some(({ outcome }, index) => issueOf(message, list[index], outcome))) return undefined;
  const other = await withHarness(start);
  const changing = first.map(({ result }, index) => {
    const repeated = again[index]?.result;
    const counted = differences(result, repeated).filter((pointer) =>
      areCounted(valueAt(result, pointer), valueAt(repeated, pointer)),
    );
    return [...counted, ...differences(result, other[index]?.result)];
  });
  return {
    differs(index, outcome, harness) {
      const issue = issueOf(message, list[index], outcome);
      if (issue) return issue;
      if (outcome.responses !== 1) return `${outcome.responses} responses`;
      const result = comparableResult(message, outcome, harness.clock.now());
      const pointers = differences(first[index]?.result, result);
      const isSame = pointers.every((pointer) => isAmong(changing[index] ?? [], pointer));
      return isSame ? undefined : 'another result';
    },
  };
}

interface Answered {
  readonly outcome: Outcome;
  readonly result: unknown;
}

async function sendAll(
  harness: Harness,
  message: string,
  list: readonly unknown[],
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const data of list) {
    const outcome = await harness.request(message, data);
    const result = comparableResult(message, outcome, harness.clock.now());
    answers.push({ outcome, result });
  }
  return answers;
}
