import type { HostEvents } from '@jackfield/core';
import type { Envelope, EnvelopeKind, Masks, PushEntry } from '@jackfield/core/protocol';
import { applyMask } from '@jackfield/core/ringcx';
import { readRecordedEnvelope } from './read-recorded-envelope.js';
import type { AnyWire } from './recorded-wire.js';
import { type Hide, reveal } from './reveal.js';
import { translationOf } from './translated-wire.js';

type MessageEvent = HostEvents['requestReceived'] | HostEvents['message'];

/** A message as it was posted, hidden. */
export interface PostedMessage {
  readonly kind: EnvelopeKind;
  /** The schema name; absent for unknown types. */
  readonly name?: string | undefined;
  readonly type: string;
  /** What is shown of a type that no schema knows, unless it is a word. */
  readonly hiddenType: string;
  readonly body: unknown;
}

/** An answer as it was posted, hidden. */
export interface PostedAnswer {
  readonly result: unknown;
  readonly isError: boolean;
}

/** Finds what was posted by the events of a host; `hide` replaces what is personal or unknown. */
export interface Posted {
  message(event: MessageEvent, hide: Hide): PostedMessage;
  /** Returns the answer to the event's request. */
  answer(event: HostEvents['message'], hide: Hide): PostedAnswer;
}

/** Whether an event about a request is about its answer. */
export const isAnswered = ({ outcome, ms }: HostEvents['message']): boolean =>
  outcome === 'answered' ||
  outcome === 'failed' ||
  outcome === 'invalid' ||
  // Without plugins, because the request says nothing new.
  (outcome === 'ignored' && ms !== undefined);

const inEvents: Posted = {
  message(event, hide) {
    const { kind, bare, name, wireType: hiddenType } = event;
    const { body, wireType: type } = reveal(event, hide);
    return { kind: bare ? 'bare' : kind, name, type, hiddenType, body };
  },
  answer(event, hide) {
    const { outcome, error } = event;
    const isError = outcome === 'failed' || error !== undefined;
    return { result: reveal(event, hide).result, isError };
  },
};

/** Returns where to find what was posted: in the events, unless they have what plugins get instead. */
export function postedOf(wire: AnyWire): Posted {
  const translation = translationOf(wire);
  if (!translation) return inEvents;
  const { posted, last } = translation;
  const { masks, dispatchFromWidget } = posted.protocol;
  const pagePushes: Readonly<Record<string, PushEntry>> = posted.protocol.pagePushes;

  const masksOf = ({ direction }: MessageEvent, name = ''): Masks['fromPage'][string] =>
    masks[direction === 'in' ? 'fromWidget' : 'fromPage'][name] ?? {};

  return {
    message(event, hide) {
      const { direction, requestId = '' } = event;
      const { wireType } = reveal(event, () => '');
      const envelope = last(direction, requestId, wireType);
      const read = readRecordedEnvelope(posted, direction, envelope);
      const { kind, type, body } = read as Envelope & { readonly kind: EnvelopeKind };
      let { name } = event;
      if (direction === 'in') {
        const found = dispatchFromWidget(kind, type, body);
        name = found.status === 'unknown' ? undefined : found.name;
      } else if (kind !== 'request')
        name = Object.entries(pagePushes).find(([, entry]) => entry.type === type)?.[0];
      // A host may know messages of no schema by how their types begin.
      const [prefix] = (event.name && /^[a-z]+-/.exec(type)) || [''];
      const hiddenType = name ? type : `${prefix}‹?›`;
      const { body: own, data: mask = own } = masksOf(event, name);
      return { kind, name, type, hiddenType, body: applyMask(body, mask, hide) };
    },
    answer(event, hide) {
      const { direction, requestId = '', name } = event;
      const other = direction === 'in' ? 'out' : 'in';
      const read = readRecordedEnvelope(posted, other, last(other, requestId, ''));
      const { result: mask } = masksOf(event, name);
      return { result: applyMask(read?.body, mask, hide), isError: Boolean(read?.error) };
    },
  };
}
