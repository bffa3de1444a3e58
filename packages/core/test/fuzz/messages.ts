import { protocol } from '@jackfield/core/ringcx';
import * as fc from 'fast-check';
import { arbitrary } from '../../../testing/src/data/arbitrary.js';
import { mutate, type Mutation, mutations } from './mutate.js';

type Names<Group extends 'requests' | 'pushes' | 'pageRequests' | 'pagePushes'> =
  readonly (keyof (typeof protocol)[Group])[];
const { requests, pushes, pageRequests, pagePushes } = protocol;

export type RequestName = keyof typeof requests;
export const REQUESTS = Object.keys(requests) as Names<'requests'>;
export const PUSHES = Object.keys(pushes) as Names<'pushes'>;
const PAGE_REQUESTS = Object.keys(pageRequests) as Names<'pageRequests'>;
const PAGE_PUSHES = Object.keys(pagePushes) as Names<'pagePushes'>;

/** Stands for the id of a request that the page itself has made. */
export const PAGE_ID = 'id of the page';

/** A message and what is done to it on its way. */
export interface Draft {
  readonly message: unknown;
  readonly mutations: readonly Mutation[];
  /** Whether it goes as `postMessage` takes it; else as it is, which only a script can do. */
  readonly isCopied: boolean;
}

/** The message that comes of `draft`. Each is another copy. */
export function messageOf({ message, mutations, isCopied }: Draft): unknown {
  const mutated = mutate(message, mutations);
  return isCopied || mutated === message ? structuredClone(mutated) : mutated;
}

export const push = (type: string, body: object = {}): object => ({
  type: 'MessageTransport-push',
  payload: { ...body, type },
});

export const request = (requestId: string, requestType: string, data: unknown): object => ({
  type: 'MessageTransport-request',
  requestId,
  payload: { requestType, data },
});

export const response = (requestId: string, answer: object): object => ({
  type: 'MessageTransport-response',
  requestId,
  ...answer,
});

/** Gives a message an id and a call that none before it had, so that whatever is kept by them grows. */
export function asNew(message: unknown, serial: number): unknown {
  try {
    const posted = message as { requestId?: unknown; payload?: { call?: { id?: unknown } } };
    const { requestId, payload } = posted;
    if (typeof requestId === 'string') posted.requestId = `${requestId} ${serial}`;
    const call = payload?.call;
    if (typeof call?.id === 'string') call.id = `${call.id} ${serial}`;
  } catch {
    // It cannot be read, or is not an object.
  }
  return message;
}

/** What means something to the wire. */
const WORDS: readonly string[] = [
  ...[requests, pushes, pageRequests, pagePushes].flatMap((group) =>
    Object.values(group).map(({ type }: { readonly type: string }) => type),
  ),
  ...['push', 'request', 'response'].map((kind) => `MessageTransport-${kind}`),
  ...['type', 'payload', 'requestId', 'requestType', 'data', 'result', 'error'],
  ...['call', 'task', 'sessionId', 'phoneNumber', 'callType', 'lead', 'service', PAGE_ID],
];

// Few, so that they repeat while the first of them is under way.
const ids = fc.constantFrom('1', '2', '3', '4', '5', '__proto__', 'constructor', PAGE_ID);

const envelopeOf = (type: string, bare: boolean | undefined) => (body: unknown) =>
  bare ? { ...(body as object), type } : push(type, body as object);

const fromWidget: readonly fc.Arbitrary<object>[] = [
  ...PUSHES.map((name) => {
    const { type, bare } = pushes[name];
    return (arbitrary(name) as fc.Arbitrary<unknown>).map(envelopeOf(type, bare));
  }),
  ...REQUESTS.map((name) =>
    fc
      .tuple(ids, arbitrary(name) as fc.Arbitrary<unknown>)
      .map(([id, data]) => request(id, requests[name].type, data)),
  ),
];

/** What the page sends, sent to the page: by another script's host, or as an echo. */
const fromPage: readonly fc.Arbitrary<object>[] = [
  ...PAGE_PUSHES.map((name) => {
    const { type, bare } = pagePushes[name];
    return (arbitrary(name) as fc.Arbitrary<unknown>).map(envelopeOf(type, bare));
  }),
  ...PAGE_REQUESTS.map((name) =>
    ids.map((requestId) => ({
      type: 'MessageTransport-request',
      requestId,
      payload: { type: pageRequests[name].type },
    })),
  ),
];

const answers = fc.constantFrom(
  { result: true, error: null },
  { result: 'x' },
  { error: 'no' },
  {},
);
const responses = fc.tuple(ids, answers).map(([id, answer]) => response(id, answer));

/** Valid messages of every schema, and what becomes of them when they are changed. */
export function drafts({ isCopied }: { readonly isCopied: boolean }): fc.Arbitrary<Draft> {
  return fc.record({
    message: fc.oneof(
      { weight: 6, arbitrary: fc.oneof(...fromWidget) },
      { weight: 1, arbitrary: responses },
      { weight: 1, arbitrary: fc.oneof(...fromPage) },
    ),
    mutations: fc.oneof(
      { weight: 1, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: mutations(WORDS, isCopied) },
    ),
    isCopied: fc.constant(isCopied),
  });
}

/** What a handler returns, and how a plugin gets it wrong. */
export interface Result extends Omit<Draft, 'isCopied'> {
  /** The request that it answers, or would if nothing were wrong with it. */
  readonly name?: RequestName;
}

/** What means something in results. */
const RESULT_WORDS = ['type', 'id', 'type', 'id', '6503945910'];

/** One of `messages`, changed as somebody may get it wrong. */
export const resultsOf = (...messages: readonly unknown[]): fc.Arbitrary<Result> =>
  fc.record({
    message: fc.constantFrom(...messages),
    mutations: mutations(RESULT_WORDS, false),
  });

/** Valid results of the page's handlers, changed as a plugin may get them wrong. */
export const results = (): fc.Arbitrary<Result> =>
  fc.oneof(
    ...REQUESTS.map((name) =>
      fc.record({
        name: fc.constant(name),
        message: arbitrary(name, 'result') as fc.Arbitrary<unknown>,
        mutations: mutations(RESULT_WORDS, false),
      }),
    ),
  );
