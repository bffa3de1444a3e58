import type { Clock } from '@jackfield/core';
import type { InspectedWire } from '../problems/inspected-wire.js';
import type { OpenJournal } from '../simulator/journal.js';
import type { AnyWidget } from '../relay/widget-tabs.js';
import { readRecordedEnvelope } from '../transcript/read-recorded-envelope.js';
import type { MessageLog } from './message-log.js';

/** Moves what a widget records into the list of messages. */
export interface JournalReader {
  /** The ids of requests whose answers say nothing about the page. */
  readonly excused: Set<string>;
  /** The widget posts a message now, which it records next. */
  posts(isDropped: boolean): void;
  /** Hands a message of the page to the widget, which records it meanwhile. */
  receives(deliver: () => void): void;
  /** A message of the page does not reach the widget now, or not at all. */
  isHeldBack(envelope: unknown): void;
  /** Reads what is new, and which requests have an outcome now. */
  read(): void;
  /** Whether a request waits for its answer. */
  readonly isWaiting: boolean;
}

/** The records of a widget, which it does not read itself. */
export const journalOf = (widget: AnyWidget): OpenJournal<string> =>
  widget as unknown as OpenJournal<string>;

export function createJournalReader(
  wire: InspectedWire,
  { sent, received, requests }: OpenJournal<string>,
  messages: MessageLog,
): JournalReader {
  const excused = new Set<string>();
  /** Whether the messages that the widget has posted, and that are not read yet, were dropped. */
  const dropped: boolean[] = [];

  const answeredBy = (envelope: unknown): string | undefined => {
    const parsed = readRecordedEnvelope(wire, 'out', envelope);
    return parsed?.kind === 'response' ? parsed.id : undefined;
  };

  /** Whether it is an answer that counts: the row of its request shows it. */
  function isEffective(envelope: unknown): boolean {
    const id = answeredBy(envelope);
    const request = id === undefined ? undefined : requests.find((one) => one.id === id);
    return request !== undefined && request.status !== 'timeout' && request.responses === 1;
  }

  function read(): void {
    for (const recorded of sent.splice(0)) {
      const isDropped = dropped.shift() ?? false;
      messages.sent(recorded, isDropped);
      if (!isDropped) continue;
      const parsed = readRecordedEnvelope(wire, 'in', recorded.envelope);
      if (parsed?.kind === 'request') excused.add(parsed.id);
    }
    for (const request of requests) messages.settle(request);
  }

  return {
    excused,
    posts: (isDropped) => void dropped.push(isDropped),
    receives(deliver) {
      read();
      const before = received.length;
      deliver();
      for (const recorded of received.slice(before))
        if (!isEffective(recorded.envelope)) messages.received(recorded);
      read();
    },
    isHeldBack(envelope) {
      const id = answeredBy(envelope);
      if (id !== undefined) excused.add(id);
    },
    read,
    get isWaiting() {
      return requests.some(({ status }) => status === 'waiting');
    },
  };
}

/** Calls a function some time after it was wanted first, once for all that want it meanwhile. */
export function createThrottle(
  clock: Clock,
  ms: number,
  run: () => void,
): { (): void; stop(): void } {
  let timer: unknown;
  const want = (): void => {
    timer ??= clock.setTimeout(() => {
      timer = undefined;
      run();
    }, ms);
  };
  return Object.assign(want, {
    stop() {
      if (timer !== undefined) clock.clearTimeout(timer);
    },
  });
}
