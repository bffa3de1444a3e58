import type { Host, HostEvents, MessageMaps, Messages } from '@jackfield/core';
import { TestingError } from '../testing-error.js';
import { checkWire } from './check-wire.js';
import { createEnvelopes } from './envelopes.js';
import { createHide } from './hide.js';
import { isAnswered } from './posted.js';
import { type AnyWire, type OnWire, type RecordedWire, ringcx } from './recorded-wire.js';
import { toJson } from '@jackfield/plugin-kit/special-values';
import {
  type EndLine,
  FORMAT,
  type MessageLine,
  type Personal,
  type TranscriptHeader,
  type TranscriptLine,
} from './transcript.js';

/** How {@link record} records. */
export interface RecordOptions<M extends MessageMaps = Messages> {
  /** The wire of the host, if it is not RingCX; if its protocol translates, from `translatedWire`. */
  readonly wire?: RecordedWire<M> | undefined;
  /**
   * How personal data is treated. `pseudonym`, the default, replaces each value so that equal ones
   * stay equal, which a replay needs; `mask` hides them all.
   */
  readonly personal?: Personal | undefined;
  /** The maximum number of lines. Default: 10,000. Further lines are counted and dropped. */
  readonly maxLines?: number | undefined;
}

/** A recording. */
export interface Tape {
  /** The lines so far, after the header. */
  readonly lines: readonly TranscriptLine[];
  /** How many lines were dropped. */
  readonly dropped: number;
  /** The transcript so far, as JSON Lines. */
  text(): string;
  /** Ends the recording. May be called more than once. */
  stop(): void;
}

function check(holds: boolean, where: string, expected: string, received: unknown): void {
  if (holds) return;
  const text = `record: expected ${expected} at ${where}, received ${JSON.stringify(received)}`;
  throw new TestingError('BAD_OPTION', text);
}

const PERSONAL: readonly Personal[] = ['pseudonym', 'mask'];

/**
 * Records the messages of a host and its widget without personal data: for a bug report, for `replay`,
 * or for `jackfield check-transcript`. Works in a page.
 *
 * Texts of errors are left out, because a handler may put anything into them.
 *
 * @throws `TestingError` `BAD_OPTION`
 * @example
 * ```ts
 * const tape = record(host);
 * // … the agent takes a call …
 * tape.stop();
 * saveFile('calls.jsonl', tape.text());
 * ```
 */
export function record(host: Host, options?: RecordOptions): Tape;
/** Records a host of another protocol, whose wire is an option. See `translatedWire` for RingEX. */
export function record<M extends MessageMaps>(
  host: Host<M>,
  options: OnWire<RecordOptions<M>>,
): Tape;
export function record<M extends MessageMaps>(host: Host<M>, options: RecordOptions<M> = {}): Tape {
  const { personal = 'pseudonym', maxLines = 10_000 } = options;
  check(PERSONAL.includes(personal), '/personal', PERSONAL.join(' or '), personal);
  check(maxLines > 0, '/maxLines', 'a number above 0', maxLines);
  const { service, state } = host;
  const wire: AnyWire = options.wire ?? ringcx;
  checkWire('record', host, wire);
  const envelopes = createEnvelopes(wire, createHide(personal));
  const lines: Exclude<TranscriptLine, EndLine>[] = [];
  /** Requests of the widget that are in the transcript and pending. */
  const open = new Set<string>();
  let dropped = 0;
  let isStopped = false;
  let isClosing = false;

  /** Adds a line unless the maximum is reached. */
  function addLine(make: () => Exclude<TranscriptLine, EndLine>): void {
    if (lines.length < maxLines) lines.push(make());
    else dropped += 1;
  }

  function add(at: number, make: () => Omit<MessageLine, 'at'>): void {
    // The event about the closing host has no time; it precedes the unregistration.
    if (isClosing) addLine(() => ({ at, host: 'closing' }));
    isClosing = false;
    addLine(() => ({ at, ...make() }));
  }

  function addMessage(
    event: HostEvents['requestReceived'] | HostEvents['message'],
    more: Pick<MessageLine, 'outcome'>,
  ): void {
    const { at, direction } = event;
    add(at, () => ({ direction, ...envelopes.message(event), ...more }));
  }

  /** Adds the response to a request: outgoing for a request of the widget, incoming for one of the page. */
  function addResponse(event: HostEvents['message']): void {
    const { at, direction, name, outcome, ms } = event;
    add(at + (ms ?? 0), () => ({
      direction: direction === 'in' ? 'out' : 'in',
      ...(name === undefined ? {} : { name }),
      envelope: envelopes.response(event),
      outcome,
      ...(ms === undefined ? {} : { ms }),
    }));
  }

  function onMessage(event: HostEvents['message']): void {
    const { direction, requestId = '', outcome } = event;
    if (outcome === 'sent') return addMessage(event, { outcome });
    const isAnswer = isAnswered(event);
    if (event.kind === 'request' && direction === 'out') {
      // A missing answer of the widget is not a message.
      if (isAnswer) addResponse(event);
    } else if (event.kind === 'request' && isAnswer) {
      // The answer to a request from before the recording is left out.
      if (open.delete(requestId)) addResponse(event);
    } else if (outcome !== 'unhandled' || !open.has(requestId)) addMessage(event, { outcome });
  }

  const stops = [
    host.on('requestReceived', (event) => {
      open.add(event.requestId ?? '');
      addMessage(event, {});
    }),
    host.on('message', onMessage),
    host.on('widget', ({ at, type }) => addLine(() => ({ at, widget: type }))),
    host.on('state', (event) => {
      if (event.state === 'closing') isClosing = true;
    }),
  ];

  return {
    get lines() {
      return lines;
    },
    get dropped() {
      return dropped;
    },
    text() {
      const header: TranscriptHeader = {
        jackfield: 'transcript',
        version: FORMAT,
        wire: wire.protocol.name,
        personal,
        service,
        state,
        at: lines[0]?.at ?? Date.now(),
      };
      const end: EndLine = { end: isStopped ? 'stopped' : 'running', dropped };
      return [header, ...lines, end].map((line) => `${JSON.stringify(toJson(line))}\n`).join('');
    },
    stop() {
      isStopped = true;
      for (const stop of stops) stop();
    },
  };
}
