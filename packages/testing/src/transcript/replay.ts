import type { Host } from '@jackfield/core';
import { protocol } from '@jackfield/core/ringcx';
import { createComparison } from './compare.js';
import { type Difference, printDifferences } from './difference.js';
import { judgePerformance } from './judge-performance.js';
import { createMarks } from './marks.js';
import { pairUp } from './pair-up.js';
import { type MessageStep, parseTranscript, type Step } from './parse-transcript.js';
import { perform, type ReplayedWidget } from './perform.js';

/** How {@link replay} replays. */
export interface ReplayOptions {
  /**
   * How long a handler may take for real, in milliseconds, while the host's clock stands still;
   * 1,000 if left out. Only what does not answer is waited for that long.
   */
  readonly patienceMs?: number | undefined;
  /** Whether to send again what the page sent; `false` if the page does so by itself. */
  readonly reissue?: boolean | undefined;
  /** Milliseconds for a request, as given to `createHost` when recording. */
  readonly deadlines?: { readonly [request: string]: number | undefined } | undefined;
}

/** What a replay found. */
export interface Replay {
  /** None, if the host did what was recorded. In the order of the transcript's lines. */
  readonly differences: readonly Difference[];
  /** The differences, for reading. */
  text(): string;
}

const isMessage = (step: Step): step is MessageStep => step.kind === 'message';

/**
 * Replays a transcript that `record` made: plays its widget to a host, and compares what that does
 * with what was recorded.
 *
 * Compared are the outcome of every message, the result of every request, and what the page
 * registered and sent, in its order. Personal data is compared by its pseudonyms. Times are not
 * compared, except for whether a request met its deadline. The host is closed at the end.
 *
 * @param start - makes the host, with this transport and this clock
 * @throws `TestingError` `TRANSCRIPT_MALFORMED`, with the line, what was expected and what came
 * @example
 * ```ts
 * const { differences, text } = await replay(transcript, ({ transport, clock }) =>
 *   createHost({ service: 'Acme CRM', plugins, widget: { transport }, clock }),
 * );
 * expect(differences, text()).toEqual([]);
 * ```
 */
export async function replay(
  transcript: string,
  start: (widget: ReplayedWidget) => Host | Promise<Host>,
  options: ReplayOptions = {},
): Promise<Replay> {
  const { patienceMs = 1_000, reissue = true, deadlines = {} } = options;
  const parsed = parseTranscript(transcript);
  const messages = parsed.steps.filter(isMessage);
  const pairs = pairUp(messages);
  const marks = createMarks(parsed.header.personal);
  const comparison = createComparison(marks);
  const requests: Readonly<Record<string, { readonly deadlineMs: number }>> = protocol.requests;
  const isLate = (name: string, ms = 0): boolean =>
    ms >= (deadlines[name] ?? requests[name]?.deadlineMs ?? Infinity);

  // What comes after the last line of a recording that was cut off, may have come then too.
  const until = parsed.isWhole ? Infinity : (parsed.steps.at(-1)?.number ?? 1);

  const played = await perform(parsed, start, {
    patienceMs,
    reissue,
    marks,
    know: comparison.know,
    requestOf: pairs.requestOf,
    wasLate: (request) => isLate(request.line.name ?? '', pairs.responseTo(request)?.line.ms),
  });
  const differences = judgePerformance(messages, played, { comparison, pairs, isLate, until });
  return { differences, text: () => printDifferences(differences, messages.length) };
}
