// The three pages that are measured: each takes a request and posts its response.
import { createHost, definePlugin } from '@jackfield/core';
import { z } from 'zod';

export type Name = 'logCall' | 'matchContacts';

interface Query {
  readonly phoneNumber: string;
}

/** The work that the page does, the same for all ways. */
const logCall = async (): Promise<string> => 'ok';
const matchContacts = async (queries: readonly Query[]) =>
  Object.fromEntries(
    queries.map(({ phoneNumber }) => [
      phoneNumber,
      [
        {
          id: phoneNumber,
          type: 'Acme',
          name: `Contact of ${phoneNumber}`,
          phoneNumbers: [{ phoneNumber, phoneType: 'direct' }],
        },
      ],
    ]),
  );

/** What the widget asks with. */
export const bodies = {
  logCall: {
    call: {
      id: '201910162213030139010000000016',
      direction: 'INBOUND',
      from: { phoneNumber: '6503945910', name: 'Ada Lovelace' },
      to: { phoneNumber: '6508652454' },
      telephonyStatus: 'CallConnected',
      sessionId: '2',
      telephonySessionId: '201910162213030139010000000016',
      partyId: '1554304',
      startTime: 1571277184000,
      offset: 0,
      fromMatches: [],
      toMatches: [],
      activityMatches: [],
    },
    task: { dispositionId: '32', notes: 'Wants a call back on Monday', summary: '' },
    sessionId: '201910162213030139010000000016$2',
  },
  matchContacts: Array.from({ length: 20 }, (_, index) => ({
    phoneNumber: String(6505550100 + index),
    callType: 'inbound',
  })),
} satisfies Record<Name, unknown>;

/** What every page must answer. */
export const expected: Readonly<Record<Name, unknown>> = {
  logCall: await logCall(),
  matchContacts: await matchContacts(bodies.matchContacts),
};

/** A request as the widget posts it. */
export interface Request {
  readonly type: string;
  readonly requestId: string;
  readonly payload: { readonly requestType: string; readonly data: unknown };
}

export interface Response {
  readonly type: string;
  readonly requestId?: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

export type Post = (response: Response) => void;

/** A page: takes what the widget posts. */
export type Page = (data: Request) => unknown;

/** The way of docs/api.md. */
export const byHand =
  (post: Post): Page =>
  async (data) => {
    if (!data || data.type !== 'MessageTransport-request') return;
    const { requestId, payload } = data;
    const respond = (result: unknown): void =>
      post({ type: 'MessageTransport-response', requestId, result });
    if (payload.requestType === 'rc-ev-logCall') respond(await logCall());
    if (payload.requestType === 'rc-ev-matchContacts')
      respond(await matchContacts(payload.data as readonly Query[]));
  };

// What the JSON Schemas of the two requests say. The widget's 0.x sends NaN as a time.
const text = z.string().optional();
const number = z.union([z.number(), z.nan()]).optional();
const id = z.union([z.string(), z.number()]).optional();
const list = z.array(z.unknown()).optional();
const party = z.looseObject({ phoneNumber: z.string(), name: text });
const log = z.looseObject({
  call: z.looseObject({
    id: z.string(),
    direction: z.string(),
    from: party,
    to: party,
    telephonyStatus: text,
    sessionId: text,
    telephonySessionId: text,
    partyId: text,
    startTime: number,
    offset: number,
    fromMatches: list,
    toMatches: list,
    activityMatches: list,
    recordingUrl: text,
    duration: number,
    segmentId: text,
  }),
  task: z
    .looseObject({ dispositionId: z.string().nullish(), notes: text, summary: text })
    .optional(),
  sessionId: z.string(),
});
const queries = z.array(z.looseObject({ phoneNumber: z.string(), callType: z.string() }));
const matches = z.record(
  z.string(),
  z.array(
    z.looseObject({
      id,
      type: text,
      name: z.string(),
      phoneNumbers: z.array(z.looseObject({ phoneNumber: text, phoneType: text })).optional(),
      profileImageUrl: text,
    }),
  ),
);
const answer = z.unknown();

/** The same, with what comes and what goes checked. */
export const withZod =
  (post: Post): Page =>
  async (data) => {
    if (!data || data.type !== 'MessageTransport-request') return;
    const { requestId, payload } = data;
    const respond = (part: { result: unknown } | { error: string }): void =>
      post({ type: 'MessageTransport-response', requestId, ...part });
    try {
      if (payload.requestType === 'rc-ev-logCall') {
        log.parse(payload.data);
        respond({ result: answer.parse(await logCall()) });
      }
      if (payload.requestType === 'rc-ev-matchContacts')
        respond({ result: matches.parse(await matchContacts(queries.parse(payload.data))) });
    } catch (error) {
      respond({ error: String(error) });
    }
  };

/** Ours: the frame aside, all that a page has of a host. */
export const withHost = (post: Post): { readonly page: Page; close(): Promise<void> } => {
  let receive: Page | undefined;
  const host = createHost({
    service: 'Bench',
    widget: {
      transport: {
        send: (envelope) => post(envelope as Response),
        subscribe(listener) {
          receive = (data) => listener({ type: 'message', data });
          listener({ type: 'load' });
          return () => undefined;
        },
      },
    },
    plugins: [definePlugin({ name: 'bench', requests: { logCall, matchContacts } })],
  });
  return { page: (data) => receive?.(data), close: () => host.close() };
};
