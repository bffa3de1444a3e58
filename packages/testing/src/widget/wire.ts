import type { Clock, Messages } from '@jackfield/core';
import { protocol } from '@jackfield/core/ringcx';
import {
  type FromPage,
  nameFromPage,
  nameFromWidget,
  readFromPage,
  timeoutError,
  wrap,
} from './envelope.js';
import type { OpenJournal } from './journal.js';
import type { PageLink } from './page-link.js';
import { uuid } from './uuid.js';

/** What the page answered to a request. */
export interface Answer {
  readonly status: 'answered' | 'failed' | 'timeout' | 'lost';
  readonly result?: unknown;
  readonly error?: string | undefined;
  /** How long the widget waited, in milliseconds. */
  readonly ms: number;
}

/** The widget's end of the wire in one document. */
export interface Wire {
  /** Posts anything at all. */
  post(message: unknown): void;
  bare(type: string, body?: object): void;
  push(type: string, body?: object): void;
  /** Asks the page. Never rejects. */
  request(name: keyof Messages['requests'], data: unknown): Promise<Answer>;
  /** Answers a request of the page, once. */
  respond(id: unknown, result: unknown): void;
  /** The document goes away: nothing more comes or goes, and what was asked is lost. */
  close(): void;
}

/** Two transports listen in the widget's window, for ThirdParty and Adapter (ThirdParty.ts:72; Adapter.ts:125). */
const TRANSPORTS = 2;

const GONE = 'the document went away';

/**
 * What MessageTransport does:
 *
 * 1. A request has a fresh uuid, and waits 90 s for the first response that names it.
 * 2. A truthy error rejects it with an Error made of that value, so an object becomes
 *    "[object Object]"; all else resolves it with the result (MessageTransport.ts:112-116).
 * 3. A second response, a late one and one to an unknown id are dropped (MessageTransport.ts:111).
 * 4. Of what the page asks, the first response goes out and others do not (MessageTransport.ts:218-221).
 * 5. null and undefined throw with nobody to catch it (MessageTransport.ts:103).
 */
export function openWire(
  tab: number,
  link: PageLink,
  clock: Clock,
  journal: OpenJournal,
  hear: (message: Exclude<FromPage, { kind: 'response' }>, name: string | undefined) => void,
): Wire {
  const mine = new Map<unknown, (status: Answer['status'], value?: unknown) => void>();
  const asked = new Map<unknown, OpenJournal['asked'][number]>();
  const theirs = new Set<unknown>();
  let isClosed = false;
  const now = (): number => (clock.elapsed ?? clock.now)();

  function post(message: unknown): void {
    if (isClosed) return;
    link.post(message);
    const envelope: unknown = structuredClone(message);
    journal.sent.push({ at: clock.now(), tab, envelope, name: nameFromWidget(envelope) });
  }

  function receive(data: unknown): void {
    let message: FromPage;
    try {
      message = readFromPage(data);
    } catch (error) {
      journal.received.push({ at: clock.now(), tab, envelope: data, name: undefined });
      for (let count = 0; count < TRANSPORTS; count += 1) journal.errors.push(error);
      return;
    }
    const name = nameFromPage(message);
    journal.received.push({ at: clock.now(), tab, envelope: data, name });
    if (message.kind === 'request') theirs.add(message.id);
    if (message.kind !== 'response') return hear(message, name);
    const entry = asked.get(message.id);
    if (entry) entry.responses += 1;
    const settle = mine.get(message.id);
    if (!settle) return;
    if (!message.error) return settle('answered', message.result);
    try {
      settle('failed', new Error(message.error as string).message);
    } catch (error) {
      // What has no text makes no error either, and the request goes on waiting.
      journal.errors.push(error);
    }
  }

  const deaf = link.listen(receive);

  return {
    post,
    bare: (type, body = {}) => post(wrap.bare(type, body)),
    push: (type, body = {}) => post(wrap.push(type, body)),
    request: (name, data) =>
      new Promise((resolve) => {
        if (isClosed) return resolve({ status: 'lost', error: GONE, ms: 0 });
        const id = uuid();
        const { type } = protocol.requests[name];
        const started = now();
        const entry: OpenJournal['asked'][number] = {
          at: clock.now(),
          tab,
          id,
          name,
          data: structuredClone(data),
          status: 'waiting',
          responses: 0,
        };
        const timer = clock.setTimeout(
          () => mine.get(id)?.('timeout', timeoutError(type, data).message),
          protocol.timeoutMs,
        );
        mine.set(id, (status, value) => {
          mine.delete(id);
          clock.clearTimeout(timer);
          const told = status === 'answered' ? { result: value } : { error: value as string };
          const answer: Answer = { status, ms: now() - started, ...told };
          Object.assign(entry, answer);
          resolve(answer);
        });
        asked.set(id, entry);
        journal.asked.push(entry);
        post(wrap.request(id, type, data));
      }),
    respond(id, result) {
      if (theirs.delete(id)) post(wrap.response(id, result));
    },
    close() {
      isClosed = true;
      deaf();
      for (const settle of mine.values()) settle('lost', GONE);
    },
  };
}

/** The wire of a document in which no app has started yet: nothing goes out and nothing is heard. */
export function silentWire(): Wire {
  const nothing = (): void => undefined;
  return {
    post: nothing,
    bare: nothing,
    push: nothing,
    request: () => Promise.resolve({ status: 'lost', error: GONE, ms: 0 }),
    respond: nothing,
    close: nothing,
  };
}
