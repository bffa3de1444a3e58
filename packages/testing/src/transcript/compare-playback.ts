import { align } from './align.js';
import type { Comparison } from './compare.js';
import type { Difference } from './difference.js';
import type { Pairs } from './pair-up.js';
import type { MessageStep } from './parse-transcript.js';
import type { Playback, SentMessage } from './play-transcript.js';

/** What {@link comparePlayback} needs to compare a playback. */
export interface PlaybackExpectations {
  readonly comparison: Comparison;
  readonly pairs: Pairs;
  /** Returns whether an answer after `ms` is one at the deadline of the request. */
  readonly isLate: (name: string, ms: number | undefined) => boolean;
  /** The last line that is known to be complete. */
  readonly until: number;
}

/** Compares the messages of a host with the recorded ones. */
export function comparePlayback(
  messages: readonly MessageStep[],
  played: Playback,
  { comparison, pairs, isLate, until }: PlaybackExpectations,
): readonly Difference[] {
  const differences: Difference[] = [];

  function differ(
    { number, line: { name } }: MessageStep,
    kind: Difference['kind'],
    recorded: string,
    received: string,
    details: Difference['details'] = [],
  ): void {
    differences.push({ line: number, kind, name, recorded, received, details });
  }

  function compareRequest(step: MessageStep): void {
    const { name = '' } = step.line;
    const response = pairs.responseTo(step);
    const answer = played.answers.get(step);
    const recorded = response?.line.outcome ?? step.line.outcome;
    const received = answer?.outcome ?? played.outcomes.get(step);
    const text = `${received ?? 'no answer'}${answer?.error === undefined ? '' : ` (${answer.error})`}`;
    const times = played.repeated.get(step);
    if (times !== undefined) differ(step, 'additional', 'one answer', `${times} answers`);
    if (recorded === undefined) {
      // The recording ended before the answer.
      if (!played.accepted.has(step)) differ(step, 'outcome', 'accepted', text);
      return;
    }
    if (received === undefined) return differ(step, 'missing', recorded, text);
    if (received !== recorded) return differ(step, 'outcome', recorded, text);
    if (!response || !answer) return;
    const [wasLate, late] = [isLate(name, response.line.ms), isLate(name, answer.ms)];
    const describe = (isLate: boolean, ms = 0): string =>
      `${isLate ? 'at its deadline' : 'in time'}, after ${ms} ms`;
    if (wasLate !== late)
      differ(response, 'deadline', describe(wasLate, response.line.ms), describe(late, answer.ms));
    if (recorded !== 'answered') return;
    const details = comparison.compare(response.parsed.body, answer.result);
    if (details.length > 0) differ(response, 'result', 'a result', 'another', details);
  }

  function compareSent(): void {
    const recorded = messages.filter(
      ({ line, parsed }) => line.direction === 'out' && parsed.kind !== 'response',
    );
    const areAlike = (step: MessageStep, sent: SentMessage): boolean =>
      step.line.name === sent.name;
    const { missing, additional, moved, changed } = align(
      recorded,
      played.sent,
      (step, sent) => areAlike(step, sent) && comparison.areEqual(step.parsed.body, sent.body),
      areAlike,
    );
    for (const step of missing) differ(step, 'missing', 'it was sent', 'nothing');
    for (const [step, { after }] of moved)
      differ(step, 'order', 'it was sent here', `it is sent after line ${after}`);
    for (const [step, { body }] of changed) {
      const details = comparison.compare(step.parsed.body, body);
      differ(step, 'body', 'a body', 'another', details);
    }
    for (const { after: line, name } of additional) {
      if (line >= until) continue;
      const kind = 'additional';
      const [recorded, received] = ['nothing', 'it is sent'];
      differences.push({ line, kind, name, recorded, received, details: [] });
    }
  }

  for (const step of messages) {
    const { direction, outcome } = step.line;
    if (direction === 'out') continue;
    if (step.parsed.kind === 'request') compareRequest(step);
    else {
      const outcomes =
        step.parsed.kind === 'response' ? played.pageRequestOutcomes : played.outcomes;
      const received = outcomes.get(step) ?? 'nothing';
      if (outcome !== undefined && received !== outcome) differ(step, 'outcome', outcome, received);
    }
  }
  compareSent();
  return differences.sort((a, b) => a.line - b.line);
}
