import type { Host, HostEvents, Transport, TransportEvent } from '@jackfield/core';
import { envelopes, protocol } from '@jackfield/core/ringcx';
import { createTestClock, settle, type TestClock } from '../test-clock.js';
import type { Marks } from './marks.js';
import { openingOf } from './opening.js';
import type { MessageStep, Transcript } from './parse-transcript.js';
import { readTold } from './read-told.js';
import { type Hide, reveal } from './reveal.js';

/** What a host is made with for a replay. */
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

/** What the page said of its own accord. */
export interface Said {
  /** The line before which it came. */
  readonly after: number;
  readonly name: string;
  /** With its personal places marked. */
  readonly body: unknown;
}

/** What a host did with a transcript. */
export interface Performance {
  /** What became of the widget's messages; of its requests, if they were not taken. */
  readonly outcomes: ReadonlyMap<MessageStep, HostEvents['message']['outcome']>;
  readonly taken: ReadonlySet<MessageStep>;
  readonly answers: ReadonlyMap<MessageStep, Answer>;
  /** What became of the page's requests, by the widget's answers. */
  readonly heard: ReadonlyMap<MessageStep, HostEvents['message']['outcome']>;
  readonly said: readonly Said[];
  /** Requests that were answered more than once, and how often. */
  readonly repeated: ReadonlyMap<MessageStep, number>;
}

export interface PerformOptions {
  readonly patienceMs: number;
  readonly reissue: boolean;
  /** The request that a recorded answer is for. */
  readonly requestOf: (response: MessageStep) => MessageStep | undefined;
  /** Whether the request was not answered before its deadline when it was recorded. */
  readonly wasLate: (request: MessageStep) => boolean;
  readonly marks: Marks;
  /** Is given what the widget was made to say, place by place. */
  readonly know: (kind: string, value: unknown) => void;
}

/** Waits for real, since a handler may wait for a database; the host's time stands still. */
async function until(holds: () => boolean, ms: number): Promise<void> {
  const end = Date.now() + ms;
  await settle();
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 1));
}

const asNothing = (): void => undefined;

/**
 * Plays the widget of a transcript to a host:
 *
 * 1. The host's clock is moved to the time of each line, and what the widget did then is done.
 * 2. What the page sent of its own accord is sent again. A request gets another id each time, so
 *    the recorded answer is given to that one; the widget's requests keep theirs.
 * 3. Where the transcript has an answer of the host, it is waited for. Without it the time would
 *    run on, past the deadline of a handler that needs a moment of real time.
 */
export async function perform(
  { header, steps }: Transcript,
  start: (widget: ReplayedWidget) => Host | Promise<Host>,
  options: PerformOptions,
): Promise<Performance> {
  const { marks, know, patienceMs } = options;
  const outcomes = new Map<MessageStep, HostEvents['message']['outcome']>();
  const answers = new Map<MessageStep, Answer>();
  const heard = new Map<MessageStep, HostEvents['message']['outcome']>();
  const said: Said[] = [];
  const taken = new Set<MessageStep>();
  /** Requests of the widget that are under way, by id. */
  const open = new Map<string, MessageStep>();
  const responses = new Map<string, number>();
  const asks = new Map<string, MessageStep[]>();
  /** The page's requests that have not been posted again yet, by name; then the ids they got. */
  const toPost = new Map<string, string[]>();
  const newIds = new Map<string, string>();
  const answering = new Map<string, MessageStep>();
  let current: MessageStep | undefined;
  let line = 1;
  let isThere = false;
  let isListening = false;
  let emit: (event: TransportEvent) => void = asNothing;

  const { leadMs, first } = openingOf(header, steps);
  const clock = createTestClock(header.at - leadMs);
  const transport: Transport = {
    send(envelope) {
      if (!isThere) throw new Error('the widget is gone');
      const told = readTold('out', structuredClone(envelope));
      if (told?.kind === 'response') responses.set(told.id, (responses.get(told.id) ?? 0) + 1);
    },
    subscribe(listener) {
      emit = listener;
      return () => {
        emit = asNothing;
      };
    },
  };
  const move = (type: 'load' | 'loading' | 'gone'): void => {
    isThere = type !== 'gone';
    emit({ type });
  };
  const note: Hide = (kind, value) => {
    know(kind, value);
    return kind;
  };

  function onMessage(event: HostEvents['message']): void {
    if (!isListening) return;
    const { direction, kind, name = '', requestId = '', outcome, ms = 0, error } = event;
    if (direction === 'out') {
      if (outcome === 'sent') {
        if (options.reissue) reveal(event, note);
        said.push({ after: line, name, body: reveal(event, marks.hide).body });
        const recorded = kind === 'request' ? toPost.get(name)?.shift() : undefined;
        if (recorded !== undefined) newIds.set(recorded, requestId);
      }
      const step = outcome === 'sent' ? undefined : answering.get(requestId);
      if (step) heard.set(step, outcome);
      return;
    }
    const asked = kind === 'request' ? open.get(requestId) : undefined;
    if (asked && (outcome === 'answered' || outcome === 'failed' || outcome === 'invalid')) {
      const { result } = reveal(event, marks.hide);
      answers.set(asked, { outcome, ms, error, result });
      open.delete(requestId);
    } else if (current && !(asked === current && outcome === 'unhandled')) {
      outcomes.set(current, outcome);
      reveal(event, note);
    }
  }

  const host = await start({ transport, clock });
  const stops = [
    host.on('message', onMessage),
    host.on('requestReceived', (event) => {
      if (!current) return;
      taken.add(current);
      open.set(event.requestId ?? '', current);
      reveal(event, note);
    }),
  ];

  function hear(step: MessageStep): void {
    const { told } = step;
    current = step;
    if (told.kind === 'request') asks.set(told.id, [...(asks.get(told.id) ?? []), step]);
    emit({ type: 'message', data: structuredClone(step.line.envelope) });
    current = undefined;
  }

  /** Hands over the answer to a request of the page, if that was posted again. */
  function answer(step: MessageStep): void {
    const id = newIds.get(step.told.id);
    if (id === undefined) return;
    answering.set(id, step);
    const { id: member } = envelopes.widget.response;
    emit({
      type: 'message',
      data: structuredClone({ ...step.line.envelope, [member]: id }),
    });
  }

  /** Sends what the page sent. What becomes of it is seen in the messages. */
  function say({ line: { name = '' }, told: { kind, id, body } }: MessageStep): void {
    if (name === protocol.roles.register || !options.reissue) return;
    if (kind === 'request') {
      toPost.set(name, [...(toPost.get(name) ?? []), id]);
      const request = host.request as (name: string, data: unknown) => Promise<unknown>;
      request(name, body).catch(asNothing);
    } else {
      (host.send as (name: string, body: unknown) => Promise<void>)(name, body).catch(asNothing);
    }
  }

  async function expectAnswer(response: MessageStep): Promise<void> {
    const request = options.requestOf(response);
    await until(() => !request || !taken.has(request) || answers.has(request), patienceMs);
  }

  async function moveTo(at: number): Promise<void> {
    const ms = at - clock.now();
    const late = [...open.values()].filter(options.wasLate);
    if (ms > 0 && late.length > 0)
      await until(() => late.every((request) => answers.has(request)), patienceMs);
    await clock.advance(Math.max(0, ms));
  }

  await settle();
  // What a recording did not see of its beginning, is not looked at here either.
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
      const isResponse = step.told.kind === 'response';
      if (step.line.direction === 'in') (isResponse ? answer : hear)(step);
      else if (isResponse) await expectAnswer(step);
      else say(step);
    }
    await settle();
  }

  // What has not been answered has its deadline still.
  const saidInTime = [...said];
  if (open.size > 0) await until(() => open.size === 0, patienceMs);
  if (open.size > 0) await clock.advance(protocol.timeoutMs);
  const answered = new Map(answers);
  for (const stop of stops) stop();
  await host.close({ now: true });

  const repeated = new Map<MessageStep, number>();
  for (const [id, requests] of asks) {
    const count = responses.get(id) ?? 0;
    if (count > requests.length) repeated.set(requests[0] as MessageStep, count);
  }
  return { outcomes, taken, answers: answered, heard, said: saidInTime, repeated };
}
