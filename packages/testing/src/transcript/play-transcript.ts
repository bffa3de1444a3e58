import type { Host, HostEvents, MessageMaps, Transport, TransportEvent } from '@jackfield/core';
import type { RequestEntry } from '@jackfield/core/protocol';
import { createTestClock, settle, type TestClock } from '../test-clock.js';
import { checkWire } from './check-wire.js';
import { wrapWidgetResponse } from './envelopes.js';
import type { Marks } from './marks.js';
import { openingOf } from './opening.js';
import type { MessageStep, Transcript } from './parse-transcript.js';
import { isAnswered, postedOf } from './posted.js';
import { readRecordedEnvelope } from './read-recorded-envelope.js';
import type { AnyWire } from './recorded-wire.js';
import type { Hide } from './reveal.js';
import { postedWire, untranslated } from './translated-wire.js';

/** What a host needs for a replay. */
export interface ReplayedWidget {
  /** For `createHost({ widget: { transport } })`. */
  readonly transport: Transport;
  /** For `createHost({ clock })`. */
  readonly clock: TestClock;
}

/** How a request of the widget was answered. */
export interface Answer {
  readonly outcome: HostEvents['message']['outcome'];
  readonly ms: number;
  readonly error?: string | undefined;
  /** With its personal places marked. */
  readonly result: unknown;
}

/** A message that the page sent on its own initiative. */
export interface SentMessage {
  /** The line after which it was sent. */
  readonly after: number;
  readonly name: string;
  /** With its personal places marked. */
  readonly body: unknown;
}

/** How a host reacted to a transcript. */
export interface Playback {
  /** The outcomes of the widget's pushes, and of its requests that the host did not accept. */
  readonly outcomes: ReadonlyMap<MessageStep, HostEvents['message']['outcome']>;
  readonly accepted: ReadonlySet<MessageStep>;
  readonly answers: ReadonlyMap<MessageStep, Answer>;
  /** The outcomes of the page's requests, by the widget's answers. */
  readonly pageRequestOutcomes: ReadonlyMap<MessageStep, HostEvents['message']['outcome']>;
  readonly sent: readonly SentMessage[];
  /** Requests that were answered more than once, and how often. */
  readonly repeated: ReadonlyMap<MessageStep, number>;
}

export interface PlaybackOptions {
  /** The wire of the host. */
  readonly wire: AnyWire;
  readonly graceMs: number;
  readonly reissue: boolean;
  /** The request that a recorded answer is for. */
  readonly requestOf: (response: MessageStep) => MessageStep | undefined;
  /** Returns whether the recorded answer was one at the deadline. */
  readonly wasLate: (request: MessageStep) => boolean;
  readonly marks: Marks;
  /** Receives each personal value that the replayed widget sends. */
  readonly keepLiteral: (kind: string, value: unknown) => void;
  /** Receives each recorded answer of the page. */
  readonly noteAnswer: (answer: unknown) => void;
}

/** Waits in real time, since a handler may wait for a database; the host's clock stands still. */
async function until(holds: () => boolean, ms: number): Promise<void> {
  const end = Date.now() + ms;
  await settle();
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 1));
}

const asNothing = (): void => undefined;

/**
 * Simulates the widget of a transcript for a host:
 *
 * 1. It advances the host's clock to the time of each line, and repeats the widget's action.
 * 2. It resends what the page sent on its own initiative. A request of the page gets a new id, to which
 *    the recorded answer is sent; requests of the widget keep their ids.
 * 3. Where the transcript has an answer of the host, it waits for that answer. Otherwise the clock would
 *    pass the deadline of a handler that needs some real time.
 */
export async function playTranscript(
  { header, steps }: Transcript,
  start: (widget: ReplayedWidget) => Host<MessageMaps> | Promise<Host<MessageMaps>>,
  options: PlaybackOptions,
): Promise<Playback> {
  const { marks, keepLiteral, graceMs } = options;
  const wire = postedWire(options.wire);
  const posted = postedOf(options.wire);
  const { protocol } = wire;
  const outcomes = new Map<MessageStep, HostEvents['message']['outcome']>();
  const answers = new Map<MessageStep, Answer>();
  const pageRequestOutcomes = new Map<MessageStep, HostEvents['message']['outcome']>();
  const sent: SentMessage[] = [];
  const accepted = new Set<MessageStep>();
  /** Pending requests of the widget, by id. */
  const open = new Map<string, MessageStep>();
  const responses = new Map<string, number>();
  const requests = new Map<string, MessageStep[]>();
  /** The page's requests that have not been posted again yet, by name; then their new ids. */
  const toPost = new Map<string, string[]>();
  const newIds = new Map<string, string>();
  const answering = new Map<string, MessageStep>();
  let current: MessageStep | undefined;
  let line = 1;
  let isLoaded = false;
  let isListening = false;
  let emit: (event: TransportEvent) => void = asNothing;

  const { leadMs, first } = openingOf(protocol.roles, header, steps);
  const clock = createTestClock(header.at - leadMs);
  const transport: Transport = {
    send(envelope) {
      if (!isLoaded) throw new Error('the widget is gone');
      const parsed = readRecordedEnvelope(wire, 'out', structuredClone(envelope));
      if (parsed?.kind === 'response')
        responses.set(parsed.id, (responses.get(parsed.id) ?? 0) + 1);
    },
    subscribe(listener) {
      emit = listener;
      return () => {
        emit = asNothing;
      };
    },
  };
  const move = (type: 'load' | 'loading' | 'gone'): void => {
    isLoaded = type !== 'gone';
    emit({ type });
  };
  const note: Hide = (kind, value) => {
    keepLiteral(kind, value);
    return kind;
  };

  function onMessage(event: HostEvents['message']): void {
    if (!isListening) return;
    const { direction, kind, requestId = '', outcome, ms = 0, error } = event;
    if (direction === 'out') {
      if (outcome === 'sent') {
        if (options.reissue) posted.message(event, note);
        const { name = '', body } = posted.message(event, marks.hide);
        sent.push({ after: line, name, body });
        const recorded = kind === 'request' ? toPost.get(name)?.shift() : undefined;
        if (recorded !== undefined) newIds.set(recorded, requestId);
      }
      const step = outcome === 'sent' ? undefined : answering.get(requestId);
      if (step) pageRequestOutcomes.set(step, outcome);
      return;
    }
    const request = kind === 'request' ? open.get(requestId) : undefined;
    if (request && isAnswered(event)) {
      const { result } = posted.answer(event, marks.hide);
      answers.set(request, { outcome, ms, error, result });
      open.delete(requestId);
    } else if (current && !(request === current && outcome === 'unhandled')) {
      outcomes.set(current, outcome);
      posted.message(event, note);
    }
  }

  const host = await start({ transport, clock });
  try {
    checkWire('replay', host, options.wire);
  } catch (error) {
    await host.close({ now: true });
    throw error;
  }
  const stops = [
    host.on('message', onMessage),
    host.on('requestReceived', (event) => {
      if (!current) return;
      accepted.add(current);
      open.set(event.requestId ?? '', current);
      posted.message(event, note);
    }),
  ];

  function deliver(step: MessageStep): void {
    const { parsed } = step;
    current = step;
    // A transport of another kind may have no events but its messages.
    isLoaded = true;
    if (parsed.kind === 'request')
      requests.set(parsed.id, [...(requests.get(parsed.id) ?? []), step]);
    emit({ type: 'message', data: structuredClone(step.line.envelope) });
    current = undefined;
  }

  /** Sends the answer to a request of the page, if the request was posted again. */
  function answer(step: MessageStep): void {
    const { id: recorded, body, error } = step.parsed;
    const id = newIds.get(recorded);
    if (id === undefined) return;
    answering.set(id, step);
    const data = structuredClone(wrapWidgetResponse(wire, id, body, error));
    emit({ type: 'message', data });
  }

  /** Resends a message of the page. Its outcome appears in the message events. */
  function resend({ line: { name = '' }, parsed: { kind, id, body } }: MessageStep): void {
    if (name === protocol.roles.register || !options.reissue) return;
    if (kind === 'request') {
      toPost.set(name, [...(toPost.get(name) ?? []), id]);
      const request = host.request as (name: string, data: unknown) => Promise<unknown>;
      request(name, body).catch(asNothing);
    } else {
      const send = host.send as (name: string, body: unknown) => Promise<void>;
      send(untranslated(options.wire, name), body).catch(asNothing);
    }
  }

  async function waitForAnswer(response: MessageStep): Promise<void> {
    options.noteAnswer(response.parsed.body);
    const request = options.requestOf(response);
    await until(() => !request || !accepted.has(request) || answers.has(request), graceMs);
  }

  async function moveTo(at: number): Promise<void> {
    const ms = at - clock.now();
    const late = [...open.values()].filter(options.wasLate);
    if (ms > 0 && late.length > 0)
      await until(() => late.every((request) => answers.has(request)), graceMs);
    await clock.advance(Math.max(0, ms));
  }

  await settle();
  // A recording lacks the messages before its beginning, so they are ignored here too.
  isListening = leadMs === 0;
  if (first) move(first);
  await clock.advance(leadMs);
  isListening = true;

  for (const step of steps) {
    await moveTo(step.at);
    line = step.number;
    if (step.kind === 'widget') move(step.type);
    else if (step.kind === 'closing') void host.close();
    else {
      const isResponse = step.parsed.kind === 'response';
      if (step.line.direction === 'in') (isResponse ? answer : deliver)(step);
      else if (isResponse) await waitForAnswer(step);
      else resend(step);
    }
    await settle();
  }

  // Pending requests are answered at their deadlines.
  const sentInTime = [...sent];
  if (open.size > 0) await until(() => open.size === 0, graceMs);
  const waits = Object.values<RequestEntry>(protocol.requests).map(
    ({ timeoutMs = 0 }) => timeoutMs,
  );
  if (open.size > 0) await clock.advance(Math.max(protocol.timeoutMs, ...waits));
  const answered = new Map(answers);
  for (const stop of stops) stop();
  await host.close({ now: true });

  const repeated = new Map<MessageStep, number>();
  for (const [id, steps] of requests) {
    const count = responses.get(id) ?? 0;
    if (count > steps.length) repeated.set(steps[0] as MessageStep, count);
  }
  return { outcomes, accepted, answers: answered, pageRequestOutcomes, sent: sentInTime, repeated };
}
