import type { Wire } from '../../src/index.js';

type Envelope = Wire['envelope'];
type Side = Envelope['widget'];

/** What is in each message of the table: text that no envelope has. */
export const BODY: { readonly text: string } = { text: 'hello' };
export const RESULT: { readonly found: readonly string[] } = { found: ['one'] };
export const ERROR = 'the shelf is empty';
/** A number as text: some wires post it as a number, and others must not. */
export const ID = '71';

/** How the widget posts each kind of message; the page does so with its own constants. */
interface Posted {
  readonly push?: unknown;
  readonly request?: unknown;
  readonly response?: unknown;
  readonly error?: unknown;
  readonly bare?: unknown;
}

export interface Row {
  readonly name: string;
  readonly envelope: Envelope;
  readonly posted: Posted;
  /** Values that are sent but not required. */
  readonly ignored?: readonly unknown[];
  /** Types by message name, if they are not the names. */
  readonly types?: Readonly<Record<string, string>>;
}

const both = (side: Side, more: Partial<Envelope> = {}): Envelope => ({
  ...more,
  widget: side,
  page: side,
});

/** One wire for each form of envelope, and for combinations. The message types are `note` and `ask`. */
export const ROWS: readonly Row[] = [
  {
    name: 'a push whose body is a member of the envelope',
    envelope: both(
      {
        push: { tag: 'event', type: 'name', body: 'detail' },
        request: { tag: 'call', id: 'id', type: 'name', body: 'detail' },
        response: { tag: 'return', id: 'id', result: 'value', error: 'problem' },
      },
      { tag: 'kind' },
    ),
    posted: {
      push: { kind: 'event', name: 'note', detail: BODY },
      request: { kind: 'call', id: ID, name: 'ask', detail: BODY },
      response: { kind: 'return', id: ID, value: RESULT },
      error: { kind: 'return', id: ID, problem: ERROR },
      bare: { kind: 'ping', ...BODY },
    },
  },
  {
    name: 'a push whose body is a member of the payload',
    envelope: both(
      {
        push: { tag: 'push', payload: 'payload', type: 'type', body: 'data' },
        request: { tag: 'request', id: 'id', payload: 'payload', type: 'type' },
        response: { tag: 'response', id: 'id', payload: 'payload', result: 'ok', error: 'not' },
      },
      { tag: 'type' },
    ),
    posted: {
      push: { type: 'push', payload: { type: 'note', data: BODY } },
      request: { type: 'request', id: ID, payload: { type: 'ask', ...BODY } },
      response: { type: 'response', id: ID, payload: { ok: RESULT } },
      error: { type: 'response', id: ID, payload: { not: ERROR } },
      bare: { type: 'ping', ...BODY },
    },
  },
  {
    name: 'constants of each side, beside a body that is spread',
    envelope: {
      tag: 'type',
      widget: {
        constants: { version: 1, source: 'acme-widget' },
        push: { tag: 'push', type: 'name' },
        request: { tag: 'ask', id: 'id', type: 'name', defaults: { hops: 0 } },
        response: { tag: 'answer', id: 'id', result: 'result', error: 'error' },
      },
      page: {
        constants: { version: 1, source: 'acme-page' },
        push: { tag: 'push', type: 'name' },
        request: { tag: 'ask', id: 'id', type: 'name' },
        response: { tag: 'answer', id: 'id', result: 'result', error: 'error' },
      },
    },
    posted: {
      push: { version: 1, source: 'acme-widget', type: 'push', name: 'note', ...BODY },
      request: {
        ...{ version: 1, source: 'acme-widget', type: 'ask' },
        ...{ id: ID, name: 'ask', hops: 0, ...BODY },
      },
      response: { version: 1, source: 'acme-widget', type: 'answer', id: ID, result: RESULT },
      error: { version: 1, source: 'acme-widget', type: 'answer', id: ID, error: ERROR },
      bare: { version: 1, source: 'acme-widget', type: 'ping', ...BODY },
    },
    ignored: [0],
  },
  {
    name: 'arrays, with an array of their own for errors, as OCPP-J',
    envelope: both(
      {
        request: { tag: 2, id: 1, type: 2, body: 3 },
        response: { tag: 3, id: 1, result: 2 },
        error: { tag: 4, id: 1, message: 3, defaults: { '2': 'InternalError', '4': {} } },
      },
      { tag: 0 },
    ),
    posted: {
      request: [2, ID, 'ask', BODY],
      response: [3, ID, RESULT],
      error: [4, ID, 'InternalError', ERROR, {}],
    },
    ignored: ['InternalError', {}],
  },
  {
    name: 'arrays with pushes, and with the error before the result, as MessagePack-RPC',
    envelope: both(
      {
        push: { tag: 2, type: 1, body: 2 },
        request: { tag: 0, id: 1, type: 2, body: 3 },
        response: { tag: 1, id: 1, error: 2, result: 3 },
      },
      { tag: 0 },
    ),
    posted: {
      push: [2, 'note', BODY],
      request: [0, ID, 'ask', BODY],
      response: [1, ID, null, RESULT],
      error: [1, ID, ERROR, null],
    },
    ignored: [null],
  },
  {
    name: 'arrays without a tag that is unique, but with constants',
    envelope: both({
      push: { type: 2, body: 3, constants: { '0': 'acme', '1': 'push' } },
      request: { id: 3, type: 2, body: 4, constants: { '0': 'acme', '1': 'ask' } },
      response: { id: 2, result: 3, error: 4, constants: { '0': 'acme', '1': 'answer' } },
    }),
    posted: {
      push: ['acme', 'push', 'note', BODY],
      request: ['acme', 'ask', 'ask', ID, BODY],
      response: ['acme', 'answer', ID, RESULT, null],
      error: ['acme', 'answer', ID, null, ERROR],
    },
    ignored: [null],
  },
  {
    name: 'a success flag and a message in place of an error',
    envelope: both(
      {
        push: { tag: 'push', type: 'name', body: 'body' },
        request: { tag: 'request', id: 'id', type: 'name', body: 'body' },
        response: { tag: 'response', id: 'id', result: 'body', constants: { ok: true } },
        error: { tag: 'response', id: 'id', message: 'message', constants: { ok: false } },
      },
      { tag: 'type' },
    ),
    posted: {
      push: { type: 'push', name: 'note', body: BODY },
      request: { type: 'request', id: ID, name: 'ask', body: BODY },
      response: { type: 'response', id: ID, ok: true, body: RESULT },
      error: { type: 'response', id: ID, ok: false, message: ERROR },
    },
  },
  {
    name: 'a success flag in the payload of a response',
    envelope: both(
      {
        push: { tag: 'push', type: 'name' },
        request: { tag: 'request', id: 'requestId', type: 'name', body: 'body' },
        response: {
          ...{ tag: 'response', id: 'responseId', payload: 'response' },
          ...{ result: 'data', constants: { status: 'success' } },
        },
        error: {
          ...{ tag: 'response', id: 'responseId', payload: 'response' },
          ...{ message: 'reason', constants: { status: 'failure' }, defaults: { code: 500 } },
        },
      },
      { tag: 'type' },
    ),
    posted: {
      push: { type: 'push', name: 'note', ...BODY },
      request: { type: 'request', requestId: ID, name: 'ask', body: BODY },
      response: {
        type: 'response',
        responseId: ID,
        response: { status: 'success', data: RESULT },
      },
      error: {
        type: 'response',
        responseId: ID,
        response: { status: 'failure', reason: ERROR, code: 500 },
      },
    },
    ignored: [500],
  },
  {
    name: 'tags and types that are numbers',
    envelope: both(
      {
        push: { tag: 1, payload: 'p', type: 't' },
        request: { tag: 2, id: 'i', payload: 'p', type: 't', body: 'b' },
        response: { tag: 3, id: 'i', result: 'r', error: 'e' },
      },
      { tag: 'k', types: 'number' },
    ),
    types: { note: '17', ask: '-2.5', ping: '99' },
    posted: {
      push: { k: 1, p: { t: 17, ...BODY } },
      request: { k: 2, i: ID, p: { t: -2.5, b: BODY } },
      response: { k: 3, i: ID, r: RESULT },
      error: { k: 3, i: ID, e: ERROR },
      bare: { k: 99, ...BODY },
    },
  },
  {
    name: 'a response that is recognised by its id alone',
    envelope: both({
      push: { type: 'action', body: 'data' },
      request: { id: 'id', type: 'action', body: 'data' },
      response: { id: 'id', result: 'result', error: 'error' },
    }),
    posted: {
      push: { action: 'note', data: BODY },
      request: { id: ID, action: 'ask', data: BODY },
      response: { id: ID, result: RESULT },
      error: { id: ID, error: ERROR },
    },
  },
  {
    name: 'one constant and an error object with a code, as JSON-RPC',
    envelope: both({
      constants: { jsonrpc: '2.0' },
      push: { type: 'method', body: 'params' },
      request: { id: 'id', type: 'method', body: 'params' },
      response: { id: 'id', result: 'result' },
      error: { id: 'id', payload: 'error', message: 'message', defaults: { code: -32000 } },
    }),
    posted: {
      push: { jsonrpc: '2.0', method: 'note', params: BODY },
      request: { jsonrpc: '2.0', id: ID, method: 'ask', params: BODY },
      response: { jsonrpc: '2.0', id: ID, result: RESULT },
      error: { jsonrpc: '2.0', id: ID, error: { message: ERROR, code: -32000 } },
    },
    ignored: [-32000],
  },
  {
    name: 'ids that are numbers, as most of JSON-RPC',
    envelope: both(
      {
        constants: { jsonrpc: '2.0' },
        push: { type: 'method', body: 'params' },
        request: { id: 'id', type: 'method', body: 'params' },
        response: { id: 'id', result: 'result' },
        error: { id: 'id', payload: 'error', message: 'message', defaults: { code: -32000 } },
      },
      { ids: 'number' },
    ),
    posted: {
      push: { jsonrpc: '2.0', method: 'note', params: BODY },
      request: { jsonrpc: '2.0', id: 71, method: 'ask', params: BODY },
      response: { jsonrpc: '2.0', id: 71, result: RESULT },
      error: { jsonrpc: '2.0', id: 71, error: { message: ERROR, code: -32000 } },
    },
    ignored: [-32000],
  },
  {
    name: 'ids and types that are numbers, with a tag',
    envelope: both(
      {
        push: { tag: 1, type: 't', body: 'b' },
        request: { tag: 2, id: 'i', type: 't', body: 'b' },
        response: { tag: 3, id: 'i', result: 'r', error: 'e' },
      },
      { tag: 'k', types: 'number', ids: 'number' },
    ),
    types: { note: '17', ask: '18', ping: '19' },
    posted: {
      push: { k: 1, t: 17, b: BODY },
      request: { k: 2, i: 71, t: 18, b: BODY },
      response: { k: 3, i: 71, r: RESULT },
      error: { k: 3, i: 71, e: ERROR },
      bare: { k: 19, ...BODY },
    },
  },
  {
    name: 'a type alone, with the body around it',
    envelope: both({ push: { type: 'type' } }),
    posted: { push: { type: 'note', ...BODY } },
  },
  {
    name: 'payloads that are arrays, in objects without a tag',
    envelope: both({
      push: { payload: 'event', type: 0, body: 1 },
      request: { id: 'ref', payload: 'call', type: 0, body: 1 },
      response: { id: 'ref', payload: 'answer', result: 0, error: 1 },
    }),
    posted: {
      push: { event: ['note', BODY] },
      request: { ref: ID, call: ['ask', BODY] },
      response: { ref: ID, answer: [RESULT, null] },
      error: { ref: ID, answer: [null, ERROR] },
    },
    ignored: [null],
  },
  {
    name: 'a tag that is true in responses only',
    envelope: both(
      {
        push: { tag: false, type: 'name', body: 'body' },
        request: { id: 'id', type: 'name', body: 'body' },
        response: { tag: true, id: 'id', result: 'body', error: 'error' },
      },
      { tag: 'isResponse' },
    ),
    posted: {
      push: { isResponse: false, name: 'note', body: BODY },
      request: { id: ID, name: 'ask', body: BODY },
      response: { isResponse: true, id: ID, body: RESULT },
      error: { isResponse: true, id: ID, error: ERROR },
    },
  },
  {
    name: 'bare pushes only, beside requests with a path',
    envelope: both(
      {
        request: { tag: 'message-request', id: 'requestId', type: 'path', body: 'body' },
        response: { tag: 'message-response', id: 'responseId', result: 'response', error: 'error' },
      },
      { tag: 'type' },
    ),
    posted: {
      request: { type: 'message-request', requestId: ID, path: 'ask', body: BODY },
      response: { type: 'message-response', responseId: ID, response: RESULT },
      error: { type: 'message-response', responseId: ID, error: ERROR },
      bare: { type: 'ping', ...BODY },
    },
  },
  {
    name: 'members with hostile names and values',
    envelope: both(
      {
        constants: { '</script>': '*/ ${alert(1)}`' },
        push: { tag: "'];//", type: '\u2028"', body: '${0}' },
        request: { tag: '\\', id: '*/', type: '0', body: ' ' },
        response: { tag: '\n', id: '*/', result: '<!--', error: 'default' },
      },
      { tag: "a'b" },
    ),
    posted: {
      push: {
        ...{ '</script>': '*/ ${alert(1)}`', "a'b": "'];//" },
        ...{ '\u2028"': 'note', '${0}': BODY },
      },
      request: {
        ...{ '</script>': '*/ ${alert(1)}`', "a'b": '\\' },
        ...{ '*/': ID, 0: 'ask', ' ': BODY },
      },
      response: { '</script>': '*/ ${alert(1)}`', "a'b": '\n', '*/': ID, '<!--': RESULT },
      error: { '</script>': '*/ ${alert(1)}`', "a'b": '\n', '*/': ID, default: ERROR },
      bare: { '</script>': '*/ ${alert(1)}`', "a'b": 'ping', ...BODY },
    },
  },
];
