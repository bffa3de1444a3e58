import { align } from './align.js';
import type { Comparison } from './compare.js';
import type { Difference } from './difference.js';
import type { Pairs } from './pair-up.js';
import type { MessageStep } from './parse-transcript.js';
import type { Performance, Said } from './perform.js';

/** What a performance is compared by. */
export interface Measure {
  readonly comparison: Comparison;
  readonly pairs: Pairs;
  /** Whether an answer after `ms` came at the deadline of the request. */
  readonly isLate: (name: string, ms: number | undefined) => boolean;
  /** The line after which nothing is known. */
  readonly until: number;
}

/** Compares what a host did with what was recorded. */
export function judgePerformance(
  messages: readonly MessageStep[],
  played: Performance,
  { comparison, pairs, isLate, until }: Measure,
): readonly Difference[] {
  const differences: Difference[] = [];

  function differ(
    { number, line: { name } }: MessageStep,
    kind: Difference['kind'],
    recorded: string,
    got: string,
    details: Difference['details'] = [],
  ): void {
    differences.push({ line: number, kind, name, recorded, got, details });
  }

  function judgeRequest(step: MessageStep): void {
    const { name = '' } = step.line;
    const response = pairs.responseTo(step);
    const answer = played.answers.get(step);
    const recorded = response?.line.outcome ?? step.line.outcome;
    const got = answer?.outcome ?? played.outcomes.get(step);
    const said = `${got ?? 'no answer'}${answer?.error === undefined ? '' : ` (${answer.error})`}`;
    const times = played.repeated.get(step);
    if (times !== undefined) differ(step, 'additional', 'one answer', `${times} answers`);
    if (recorded === undefined) {
      // The recording ended before the answer.
      if (!played.taken.has(step)) differ(step, 'outcome', 'taken', said);
      return;
    }
    if (got === undefined) return differ(step, 'missing', recorded, said);
    if (got !== recorded) return differ(step, 'outcome', recorded, said);
    if (!response || !answer) return;
    const [wasLate, late] = [isLate(name, response.line.ms), isLate(name, answer.ms)];
    const words = (is: boolean, ms = 0): string =>
      `${is ? 'at its deadline' : 'in time'}, after ${ms} ms`;
    if (wasLate !== late)
      differ(response, 'deadline', words(wasLate, response.line.ms), words(late, answer.ms));
    if (recorded !== 'answered') return;
    const details = comparison.compare(response.told.body, answer.result);
    if (details.length > 0) differ(response, 'result', 'a result', 'another', details);
  }

  function judgeSaid(): void {
    const recorded = messages.filter(
      ({ line, told }) => line.direction === 'out' && told.kind !== 'response',
    );
    const areAlike = (step: MessageStep, said: Said): boolean => step.line.name === said.name;
    const { missing, additional, moved, changed } = align(
      recorded,
      played.said,
      (step, said) => areAlike(step, said) && comparison.areEqual(step.told.body, said.body),
      areAlike,
    );
    for (const step of missing) differ(step, 'missing', 'it was sent', 'nothing');
    for (const [step, { after }] of moved)
      differ(step, 'order', 'it was sent here', `it is sent after line ${after}`);
    for (const [step, { body }] of changed) {
      const details = comparison.compare(step.told.body, body);
      differ(step, 'body', 'a body', 'another', details);
    }
    for (const { after: line, name } of additional) {
      if (line >= until) continue;
      const kind = 'additional';
      const [recorded, got] = ['nothing', 'it is sent'];
      differences.push({ line, kind, name, recorded, got, details: [] });
    }
  }

  for (const step of messages) {
    const { direction, outcome } = step.line;
    if (direction === 'out') continue;
    if (step.told.kind === 'request') judgeRequest(step);
    else {
      const outcomes = step.told.kind === 'response' ? played.heard : played.outcomes;
      const got = outcomes.get(step) ?? 'nothing';
      if (outcome !== undefined && got !== outcome) differ(step, 'outcome', outcome, got);
    }
  }
  judgeSaid();
  return differences.sort((a, b) => a.line - b.line);
}
