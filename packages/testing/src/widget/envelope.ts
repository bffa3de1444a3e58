import { dispatchFromPage, envelopes, protocol } from '@jackfield/core/ringcx';

/** Any object on the wire. */
export type Members = Readonly<Record<string, unknown>>;

type Kind = Readonly<
  Record<'tag' | 'id' | 'payload' | 'type' | 'body' | 'result' | 'error', string>
>;
type Side = Readonly<Record<'push' | 'request' | 'response', Kind>>;

interface Names {
  readonly tag: string;
  readonly widget: Side;
  readonly page: Side;
}

/** The envelopes of this wire, which are objects with a tag each. */
export const names: Names = envelopes as unknown as Names;

const { tag, widget: ours, page: theirs } = names;

/** Wraps messages of the widget in the envelope of their kind. */
export const wrap = {
  bare: (type: string, body: object): Members => ({ ...body, [tag]: type }),
  push: (type: string, body: object): Members => ({
    [tag]: ours.push.tag,
    [ours.push.payload]: { [ours.push.type]: type, ...body },
  }),
  request: (id: string, type: string, data: unknown): Members => ({
    [tag]: ours.request.tag,
    [ours.request.id]: id,
    [ours.request.payload]: requestPayload(type, data),
  }),
  // The widget always sends `error: null` (Adapter.ts:290-297).
  response: (id: unknown, result: unknown): Members => ({
    [tag]: ours.response.tag,
    [ours.response.id]: id,
    [ours.response.result]: result,
    [ours.response.error]: null,
  }),
};

function requestPayload(type: string, data: unknown): Members {
  return { [ours.request.type]: type, [ours.request.body]: data };
}

/** Creates the error of a request without an answer (MessageTransport.ts:177-187). */
export function timeoutError(type: string, data: unknown): Error {
  // The names of all envelopes and of this error share a prefix (TransportBase.ts:24-29).
  const name = ours.request.tag.replace(/request$/, 'timeout');
  return new Error(`${name}: ${JSON.stringify(requestPayload(type, data))}`);
}

/** A message from the page, as MessageTransport parses it. */
export type FromPage =
  | { readonly kind: 'push'; readonly payload: unknown }
  | { readonly kind: 'request'; readonly id: unknown; readonly payload: unknown }
  | {
      readonly kind: 'response';
      readonly id: unknown;
      readonly result: unknown;
      readonly error: unknown;
    }
  | { readonly kind: 'other'; readonly message: Members };

/**
 * Parses a message from the page; a message without one of an envelope's members counts as bare.
 *
 * @throws TypeError for null and undefined, as the real one does (MessageTransport.ts:103)
 */
export function readFromPage(data: unknown): FromPage {
  const message = data as Members;
  const { push, request, response } = theirs;
  switch (message[tag]) {
    case push.tag:
      if (message[push.payload]) return { kind: 'push', payload: message[push.payload] };
      break;
    case request.tag: {
      const { [request.id]: id, [request.payload]: payload } = message;
      if (id && payload) return { kind: 'request', id, payload };
      break;
    }
    case response.tag: {
      const { [response.id]: id, [response.result]: result, [response.error]: error } = message;
      if (id) return { kind: 'response', id, result, error };
    }
  }
  return { kind: 'other', message };
}

/** Returns the type of a payload from the page. */
export const typeOf = (payload: unknown): unknown =>
  (payload as Members | null | undefined)?.[theirs.push.type];

/** Returns the schema name of a message from the page; `undefined` for responses and unknown types. */
export function nameFromPage(message: FromPage): string | undefined {
  if (message.kind === 'response') return undefined;
  const [kind, members] =
    message.kind === 'other'
      ? (['bare', message.message] as const)
      : ([message.kind, message.payload] as const);
  const type = typeOf(members);
  if (typeof type !== 'string') return undefined;
  const { [tag]: _type, ...body } = members as Members;
  const found = dispatchFromPage(kind, type, body);
  return found.status === 'unknown' ? undefined : found.name;
}

/** Returns the schema name of a message from the widget. */
export function nameFromWidget(message: unknown): string | undefined {
  const envelope = protocol.readEnvelope(message);
  if (!envelope || envelope.kind === 'response') return undefined;
  const found = protocol.dispatchFromWidget(envelope.kind, envelope.type, envelope.body);
  return found.status === 'unknown' ? undefined : found.name;
}
