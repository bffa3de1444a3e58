import { protocol } from '@jackfield/core/ringcx';
import type { Outcome } from './outcome.js';
import { sameValue } from './same-value.js';
import type { Trial } from './contract-rule.js';

/** What a plugin answers when nothing disturbs it: what a rule compares with. */
export interface Undisturbed {
  /** What is wrong with an answer to the same data; `undefined` if it is as good. */
  differs(index: number, outcome: Outcome): string | undefined;
}

const isMerged = (message: string): boolean =>
  protocol.requests[message as keyof typeof protocol.requests].combine === 'merge';

/** A result as the widget would get it; nothing of what it ignores or cannot get. */
function saidBy(message: string, { call }: Outcome): unknown {
  if (!isMerged(message)) return undefined;
  try {
    return structuredClone(call?.result);
  } catch {
    return undefined;
  }
}

/**
 * Asks one thing after the other. Done twice, since what a plugin answers may depend on chance or
 * on the time: such results are not compared.
 *
 * @returns `undefined` if an answer is wrong even so: that is another rule's to report
 */
export async function askInTurn(
  { message, onStage, issueOf }: Trial,
  list: readonly unknown[],
): Promise<Undisturbed | undefined> {
  const ask = (): Promise<readonly Outcome[]> =>
    onStage(async (stage) => {
      const outcomes: Outcome[] = [];
      for (const data of list) outcomes.push(await stage.ask(message, data));
      return outcomes;
    });
  const outcomes = await ask();
  if (outcomes.some((outcome, index) => issueOf(message, list[index], outcome))) return undefined;
  const again = (await ask()).map((outcome) => saidBy(message, outcome));
  const said = outcomes.map((outcome) => saidBy(message, outcome));
  return {
    differs(index, outcome) {
      const issue = issueOf(message, list[index], outcome);
      if (issue) return issue;
      if (outcome.responses !== 1) return `${outcome.responses} responses`;
      if (!sameValue(said[index], again[index])) return undefined;
      return sameValue(said[index], saidBy(message, outcome)) ? undefined : 'another result';
    },
  };
}
