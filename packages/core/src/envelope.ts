import type { EnvelopeKind, EnvelopeRules } from './protocol.js';

/** A posted object, taken out of its envelope. */
export interface Envelope {
  readonly kind: EnvelopeKind | 'response';
  /** Of requests and responses. */
  readonly id: string;
  /** Of all but responses. */
  readonly type: string;
  /** Of a response, its result. */
  readonly body: unknown;
  /** Of responses. */
  readonly error?: unknown;
}

type Members = Record<string, unknown>;

/** Reads what came from the widget; `undefined` when it is no envelope. Never throws. */
export function readEnvelope(data: unknown, { tag, widget }: EnvelopeRules): Envelope | undefined {
  try {
    return parse(data as Members, tag, widget);
  } catch {
    // `null`, a payload that is none, or getters of a transport that does not copy.
    return undefined;
  }
}

function parse(
  data: Members,
  tag: string,
  { push, request, response }: EnvelopeRules['widget'],
): Envelope | undefined {
  const kind = data[tag];
  if (typeof kind !== 'string') return undefined;
  if (kind === response.tag) {
    const error = response.error && data[response.error];
    return {
      kind: 'response',
      id: data[response.id] as string,
      type: '',
      body: data[response.result],
      error,
    };
  }
  if (kind === push.tag) return open(data, tag, 'push', push);
  if (kind === request.tag) return open(data, tag, 'request', request);
  return { kind: 'bare', id: '', type: kind, body: without(data, tag) };
}

type Rule = {
  readonly id?: string;
  readonly payload?: string;
  readonly type: string;
  readonly body?: string;
};

function open(
  data: Members,
  tag: string,
  kind: 'push' | 'request',
  rule: Rule,
): Envelope | undefined {
  const { id: idMember = '', payload: payloadMember } = rule;
  const payload = payloadMember ? (data[payloadMember] as Members) : data;
  const type = payload[rule.type];
  const id = data[idMember];
  // The widget's own transport ignores a request without an id (MessageTransport.ts:119-127).
  if (typeof type !== 'string' || (kind === 'request' && (typeof id !== 'string' || !id)))
    return undefined;
  const body = rule.body
    ? payload[rule.body]
    : without(payload, rule.type, ...(payloadMember ? [] : [tag, idMember]));
  return { kind, id: kind === 'push' ? '' : (id as string), type, body };
}

/** A copy without `names`. Own members only, so `__proto__` stays an ordinary one. */
function without(value: Members, ...names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** Wraps a message of the page; with `bare`, in nothing. */
export function wrap(
  { tag, page }: EnvelopeRules,
  kind: EnvelopeKind,
  type: string,
  body: unknown,
  id?: string,
): unknown {
  if (kind === 'bare') return { ...(body as Members), [tag]: type };
  const rule: Rule & { readonly tag: string } = page[kind];
  const inner = { ...(rule.body ? { [rule.body]: body } : (body as Members)), [rule.type]: type };
  return {
    ...(rule.payload ? { [rule.payload]: inner } : inner),
    [tag]: rule.tag,
    ...(rule.id && { [rule.id]: id }),
  };
}

/** What a response carries: a result, or an error in words, which is never empty. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: string | undefined;
}

export function wrapResponse(
  { tag, page: { response } }: EnvelopeRules,
  id: string,
  { result, error }: Answer,
): unknown {
  const envelope: Members = { [tag]: response.tag, [response.id]: id };
  if (error && response.error) envelope[response.error] = error;
  else envelope[response.result] = result;
  return envelope;
}
