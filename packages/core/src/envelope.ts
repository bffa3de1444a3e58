import type { EnvelopeKind, EnvelopeRules } from './protocol.js';

/** A posted object, taken out of its envelope. */
export type Envelope =
  | {
      readonly kind: Exclude<EnvelopeKind, 'request'>;
      readonly type: string;
      readonly body: unknown;
    }
  | { readonly kind: 'request'; readonly id: string; readonly type: string; readonly body: unknown }
  | {
      readonly kind: 'response';
      readonly id: string;
      readonly result: unknown;
      readonly error: unknown;
    };

type Members = Record<string, unknown>;

/** What a response carries: a result, or an error in words. */
export type Answer = { readonly result: unknown } | { readonly error: string };

export interface Envelopes {
  /** Reads what came from the widget; `undefined` when it is no envelope. Never throws. */
  read(data: unknown): Envelope | undefined;
  push(type: string, body: unknown, bare?: boolean): unknown;
  request(id: string, type: string, body: unknown): unknown;
  response(id: string, answer: Answer): unknown;
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy without `names`. Own members only, so `__proto__` stays an ordinary one. */
function without(value: Members, ...names: readonly (string | undefined)[]): Members {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** Reads and builds the envelopes that `rules` (a wire's `envelope`) describe. */
export function createEnvelopes({ tag, widget, page }: EnvelopeRules): Envelopes {
  function parse(data: Members): Envelope | undefined {
    const { push, request, response } = widget;
    const found = data[tag];
    if (typeof found !== 'string' || !found) return undefined;
    if (found === response.tag) {
      const id = data[response.id];
      if (typeof id !== 'string') return undefined;
      return {
        kind: 'response',
        id,
        result: data[response.result],
        error: response.error && data[response.error],
      };
    }
    if (found !== push.tag && found !== request.tag)
      return { kind: 'bare', type: found, body: without(data, tag) };

    const asked = found === request.tag;
    const rule = asked ? request : push;
    const payload = rule.payload === undefined ? data : data[rule.payload];
    if (!isMembers(payload)) return undefined;
    const type = payload[rule.type];
    if (typeof type !== 'string') return undefined;
    const rest = (): Members =>
      rule.payload === undefined
        ? without(payload, tag, rule.type, asked ? request.id : undefined)
        : without(payload, rule.type);
    if (!asked) return { kind: 'push', type, body: rest() };
    const id = data[request.id];
    // The widget's own transport ignores a request without an id (MessageTransport.ts:119-127).
    if (typeof id !== 'string' || !id) return undefined;
    return {
      kind: 'request',
      id,
      type,
      body: request.body === undefined ? rest() : payload[request.body],
    };
  }

  const wrap = (payload: string | undefined, head: Members, inner: Members): Members =>
    payload === undefined ? { ...inner, ...head } : { ...head, [payload]: inner };

  return {
    read(data) {
      try {
        return isMembers(data) ? parse(data) : undefined;
      } catch {
        // A transport that does not copy can hand over getters that throw.
        return undefined;
      }
    },
    push(type, body, bare) {
      if (bare) return { ...(body as Members), [tag]: type };
      const { push } = page;
      return wrap(push.payload, { [tag]: push.tag }, { ...(body as Members), [push.type]: type });
    },
    request(id, type, body) {
      const { request } = page;
      const inner =
        request.body === undefined ? { ...(body as Members) } : { [request.body]: body };
      return wrap(
        request.payload,
        { [tag]: request.tag, [request.id]: id },
        { ...inner, [request.type]: type },
      );
    },
    response(id, answer) {
      const { response } = page;
      const head = { [tag]: response.tag, [response.id]: id };
      if ('result' in answer) return { ...head, [response.result]: answer.result };
      return response.error === undefined ? head : { ...head, [response.error]: answer.error };
    },
  };
}
