// From a request's arrival to its response, in Node: the hand-written listener out of the widget's
// documents, the same with zod schemas, and a host, in turns.
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { createHost, definePlugin } from '@jackfield/core';
import { z } from 'zod';

const ROUNDS = 5_000;
const WARM_UP = 2_000;

type Name = 'logCall' | 'matchContacts';

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

const bodies = {
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

const expected: Readonly<Record<Name, unknown>> = {
  logCall: await logCall(),
  matchContacts: await matchContacts(bodies.matchContacts),
};

/** A request as the widget posts it. */
interface Request {
  readonly type: string;
  readonly requestId: string;
  readonly payload: { readonly requestType: string; readonly data: unknown };
}

interface Response {
  readonly type: string;
  readonly requestId?: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

type Post = (response: Response) => void;

/** A page: takes what the widget posts. */
type Page = (data: Request) => unknown;

/** The way of docs/api.md. */
const byHand =
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
const withZod =
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

const closers: (() => Promise<void>)[] = [];

/** Ours: the frame aside, all that a page has of a host. */
const withHost = (post: Post): Page => {
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
  closers.push(() => host.close());
  return (data) => receive?.(data);
};

let posted: Response | undefined;
let end = 0;
let told = (): void => undefined;

/** Copies at once and on the caller's time, as `postMessage` does. */
const post: Post = (response) => {
  posted = structuredClone(response);
  end = performance.now();
  told();
};

const ways = { 'by hand': byHand(post), zod: withZod(post), Jackfield: withHost(post) };
const names = Object.keys(ways) as (keyof typeof ways)[];
const wrong = new Set<string>();
let serial = 0;

/** Asks once; the microseconds until the response was posted. */
async function ask(way: keyof typeof ways, name: Name): Promise<number> {
  const requestId = `request-${(serial += 1)}`;
  const data = structuredClone({
    type: 'MessageTransport-request',
    requestId,
    payload: { requestType: `rc-ev-${name}`, data: bodies[name] },
  });
  // Each request comes in a task of its own, as an event does.
  await setImmediate();
  const response = new Promise<void>((resolve) => {
    told = resolve;
  });
  const start = performance.now();
  void ways[way](data);
  await response;
  if (posted?.requestId !== requestId || posted.error)
    wrong.add(`${way}: ${name} was not answered: ${JSON.stringify(posted)}`);
  else if (!isDeepStrictEqual(posted.result, expected[name]))
    wrong.add(`${way}: ${name} was answered with ${JSON.stringify(posted.result)}`);
  return (end - start) * 1000;
}

/** All ways in turns, `rounds` times. */
async function measure(name: Name, rounds: number): Promise<Record<keyof typeof ways, number[]>> {
  const times: Record<keyof typeof ways, number[]> = { 'by hand': [], zod: [], Jackfield: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const way of names) times[way].push(await ask(way, name));
  return times;
}

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] as number;

const micro = (value: number): string => `${value.toFixed(1)} µs`;

// The host says who it is before it answers.
await setImmediate();
console.log(
  `Arrival to response, ${ROUNDS} rounds in turns, Node ${process.version}, ${cpus()[0]?.model} × ${cpus().length}`,
);
for (const name of Object.keys(bodies) as Name[]) await measure(name, WARM_UP);
for (const name of Object.keys(bodies) as Name[]) {
  const times = await measure(name, ROUNDS);
  const median = (way: keyof typeof ways): number => quantile(times[way], 0.5);
  const ratio = (to: keyof typeof ways): string =>
    `${(median('Jackfield') / median(to)).toFixed(2)} × ${to}`;
  const each = names.map(
    (way) => `${way} ${micro(median(way)).padStart(8)} (p95 ${micro(quantile(times[way], 0.95))})`,
  );
  console.log(
    [name.padEnd(13), ...each, `Jackfield ${ratio('by hand')}, ${ratio('zod')}`].join('  '),
  );
}
for (const close of closers) await close();
for (const line of wrong) console.error(line);
process.exitCode = wrong.size > 0 ? 1 : 0;
