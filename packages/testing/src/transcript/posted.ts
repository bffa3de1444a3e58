import type { Host, HostEvents, MessageMaps } from '@jackfield/core';
import type { EnvelopeKind, Masks } from '@jackfield/core/protocol';
import { applyMask } from './apply-mask.js';
import { readRecordedEnvelope } from './read-recorded-envelope.js';
import type { AnyWire } from './recorded-wire.js';
import { type Hide, reveal } from './reveal.js';
import { type Translation, translationOf } from './translated-wire.js';

type MessageEvent = HostEvents['requestReceived'] | HostEvents['message'];

/** A message as it was posted, hidden. */
export interface PostedMessage {
  readonly kind: EnvelopeKind;
  readonly id: string | undefined;
  /** The schema name; absent for unknown types. */
  readonly name: string | undefined;
  readonly type: string;
  readonly body: unknown;
}

/** An answer as it was posted, hidden. */
export interface PostedAnswer {
  /** The schema name of its request. */
  readonly name: string | undefined;
  readonly result: unknown;
  readonly isError: boolean;
}

/** Whether an event about a request is about its answer. */
export const isAnswered = ({ outcome, ms }: HostEvents['message']): boolean =>
  outcome === 'answered' ||
  outcome === 'failed' ||
  outcome === 'invalid' ||
  // Without plugins: the request says nothing new.
  (outcome === 'ignored' && ms !== undefined);

/** What was posted, by the events of a host. */
export interface Posted {
  /** Returns the message of an event, with the result of `hide` at each personal or unknown place. */
  message(event: MessageEvent, hide: Hide): PostedMessage | undefined;
  /** Returns the answer to the event's request. */
  answer(event: HostEvents['message'], hide: Hide): PostedAnswer | undefined;
  /** Lets the page send a message that was posted. */
  resend(run: () => void): void;
  stop(): void;
}

/** The events of a host that does not translate contain what was posted. */
const inEvents: Posted = {
  message(event, hide) {
    const { kind, bare, requestId: id, name } = event;
    const { body, wireType: type } = reveal(event, hide);
    return { kind: bare ? 'bare' : kind, id, name, type, body };
  },
  answer(event, hide) {
    const { name, outcome } = event;
    const { result } = reveal(event, hide);
    return { name, result, isError: outcome === 'failed' || event.error !== undefined };
  },
  resend: (run) => run(),
  stop: () => undefined,
};

type Tables = Readonly<Record<string, { readonly type: string } | undefined>>;

/**
 * Finds what was posted where the host's protocol translates. Messages are read, wrapped and reported by
 * events in one go; only for an answer of the widget the event comes later.
 */
function besideEvents(
  host: Host<MessageMaps>,
  { posted: wire, listen, withoutTranslation }: Translation,
): Posted {
  const { protocol } = wire;
  /** What has no event yet, the newest last: a transport may deliver a message while another is posted. */
  const noted = new Map<string, unknown[]>();
  /** By event, because one is looked at more than once. */
  const ofEvents = new WeakMap<object, unknown>();
  /** The requests of the page that have no answer, and the answers to them. */
  const asked = new Set<string>();
  const replies = new Map<string, unknown>();
  /** The names of pending requests. */
  const names = new Map<string, string | undefined>();

  const stops = [
    listen((as, id, typeOrName, posted) => {
      if (as === 'replied') {
        if (asked.has(id)) replies.set(id, posted);
        return;
      }
      if (as === 'out' && id !== '') asked.add(id);
      // Nothing is reported later of what could not be posted.
      if (noted.size === 0) queueMicrotask(() => noted.clear());
      const key = `${as} ${id} ${typeOrName}`;
      noted.set(key, [...(noted.get(key) ?? []), posted]);
    }),
    host.on('message', ({ direction, requestId = '', outcome }) => {
      if (direction === 'out' && outcome !== 'sent') asked.delete(requestId);
    }),
  ];

  function find(event: object, key: string): unknown {
    if (!ofEvents.has(event)) ofEvents.set(event, noted.get(key)?.pop());
    return ofEvents.get(event);
  }

  /** The name on the wire of a message of the page: plugins may know it by another one. */
  function nameOnPage(
    group: 'pagePushes' | 'pageRequests',
    type: string,
    known = '',
  ): string | undefined {
    const entries: Tables = protocol[group];
    if (Object.hasOwn(entries, known) && entries[known]?.type === type) return known;
    return Object.keys(entries).find((name) => entries[name]?.type === type);
  }

  const masksOf = (side: keyof Masks, name = ''): Masks[typeof side][string] => {
    const all = protocol.masks[side];
    return (Object.hasOwn(all, name) && all[name]) || {};
  };

  return {
    message(event, hide) {
      const { direction, requestId = '' } = event;
      const isIn = direction === 'in';
      const known = isIn ? reveal(event, hide).wireType : (event.name ?? '');
      const posted = find(event, `${direction} ${requestId} ${known}`);
      const read = readRecordedEnvelope(wire, direction, posted);
      if (read === undefined || read.kind === 'response') return undefined;
      const { kind, type, body } = read;
      const found = isIn ? protocol.dispatchFromWidget(kind, type, body) : { status: 'unknown' };
      const group = kind === 'request' ? 'pageRequests' : 'pagePushes';
      const inName = 'name' in found ? found.name : undefined;
      const name = isIn ? inName : nameOnPage(group, type, event.name);
      if (requestId !== '' && (event as { outcome?: unknown }).outcome !== 'ignored')
        names.set(requestId, name);
      const { body: own, data: mask = own } = masksOf(isIn ? 'fromWidget' : 'fromPage', name);
      return { kind, id: event.requestId, name, type, body: applyMask(body, mask, hide) };
    },
    answer(event, hide) {
      const { direction, requestId = '' } = event;
      const isIn = direction === 'in';
      if (!isIn && replies.has(requestId)) {
        ofEvents.set(event, replies.get(requestId));
        replies.delete(requestId);
      }
      const posted = isIn ? find(event, `answered ${requestId} `) : ofEvents.get(event);
      const read = readRecordedEnvelope(wire, isIn ? 'out' : 'in', posted);
      if (read?.kind !== 'response') return undefined;
      const name = names.get(requestId) ?? event.name;
      names.delete(requestId);
      const { result: mask } = masksOf(isIn ? 'fromWidget' : 'fromPage', name);
      return { name, result: applyMask(read.body, mask, hide), isError: Boolean(read.error) };
    },
    resend: withoutTranslation,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Returns what a host posts and receives on a wire. */
export function postedOf(host: Host<MessageMaps>, wire: AnyWire): Posted {
  const translation = translationOf(wire);
  return translation ? besideEvents(host, translation) : inEvents;
}
