import type { Host, MessageMaps, Messages } from '@jackfield/core';
import { createComparison } from './compare.js';
import { type Difference, printDifferences } from './difference.js';
import { comparePlayback } from './compare-playback.js';
import { createMarks } from './marks.js';
import { pairUp } from './pair-up.js';
import { type MessageStep, parseTranscript, type Step } from './parse-transcript.js';
import { playTranscript, type ReplayedWidget } from './play-transcript.js';
import { type AnyWire, type OnWire, type RecordedWire, ringcx } from './recorded-wire.js';
import { postedWire } from './translated-wire.js';

/** How {@link replay} replays. */
export interface ReplayOptions<M extends MessageMaps = Messages> {
  /** The wire of the host, if it is not RingCX; if its protocol translates, from `translatedWire`. */
  readonly wire?: RecordedWire<M> | undefined;
  /**
   * How long to wait for a handler in real time, in milliseconds, while the host's clock stands still.
   * Default: 1,000. Only a handler that does not answer takes that long.
   */
  readonly graceMs?: number | undefined;
  /** Whether to resend the page's messages. Default: true; use `false` if the page sends them itself. */
  readonly reissue?: boolean | undefined;
  /** The deadlines of the recorded host in milliseconds, by request. */
  readonly deadlines?: { readonly [request: string]: number | undefined } | undefined;
}

/** The result of {@link replay}. */
export interface Replay {
  /** The differences in the order of the transcript's lines; empty if the host did what was recorded. */
  readonly differences: readonly Difference[];
  /** Returns the differences as text. */
  text(): string;
}

const isMessage = (step: Step): step is MessageStep => step.kind === 'message';

/**
 * Replays a transcript of `record`: simulates its widget for a host, and compares the host's behaviour
 * with the recording.
 *
 * It compares the outcome of every message, the result of every request, and what the page registered
 * and sent, in order. Personal data is compared by its pseudonyms. Times are not compared, except
 * whether a request met its deadline. The host is closed at the end.
 *
 * @param start - creates the host with the given transport and clock
 * @throws `TestingError` `TRANSCRIPT_MALFORMED`, with the line, what was expected and what was received
 * @example
 * ```ts
 * const { differences, text } = await replay(transcript, ({ transport, clock }) =>
 *   createHost({ service: 'Acme CRM', plugins, widget: { transport }, clock }),
 * );
 * expect(differences, text()).toEqual([]);
 * ```
 */
export function replay(
  transcript: string,
  start: (widget: ReplayedWidget) => Host | Promise<Host>,
  options?: ReplayOptions,
): Promise<Replay>;
/** Replays a transcript of another protocol, whose wire is an option. */
export function replay<M extends MessageMaps>(
  transcript: string,
  start: (widget: ReplayedWidget) => Host<M> | Promise<Host<M>>,
  options: OnWire<ReplayOptions<M>>,
): Promise<Replay>;
export async function replay<M extends MessageMaps>(
  transcript: string,
  start: (widget: ReplayedWidget) => Host<M> | Promise<Host<M>>,
  options: ReplayOptions<M> = {},
): Promise<Replay> {
  const { graceMs = 1_000, reissue = true, deadlines = {} } = options;
  const ofHost: AnyWire = options.wire ?? ringcx;
  const wire = postedWire(ofHost);
  const parsed = parseTranscript(wire, transcript);
  const messages = parsed.steps.filter(isMessage);
  const pairs = pairUp(messages);
  const marks = createMarks(parsed.header.personal);
  const comparison = createComparison(marks);
  const requests: Readonly<Record<string, { readonly deadlineMs: number }>> =
    wire.protocol.requests;
  const isLate = (name: string, ms = 0): boolean =>
    ms >= (deadlines[name] ?? requests[name]?.deadlineMs ?? Infinity);

  // If the recording was cut off, messages after its last line may have been sent then too.
  const until = parsed.isComplete ? Infinity : (parsed.steps.at(-1)?.number ?? 1);

  const played = await playTranscript(parsed, start, {
    wire: ofHost,
    graceMs,
    reissue,
    marks,
    keepLiteral: comparison.keepLiteral,
    noteAnswer: comparison.noteAnswer,
    requestOf: pairs.requestOf,
    wasLate: (request) => isLate(request.line.name ?? '', pairs.responseTo(request)?.line.ms),
  });
  const differences = comparePlayback(messages, played, { comparison, pairs, isLate, until });
  return { differences, text: () => printDifferences(differences, messages.length) };
}
