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
import type { Answer } from '../simulator/answer.js';
import type { OpenJournal } from '../simulator/journal.js';
import type { PageLink } from '../simulator/page-link.js';
import { uuid } from '../simulator/uuid.js';

/** The widget's end of the wire in one document. */
export interface Wire {
  /** Posts anything at all. */
  post(message: unknown): void;
  bare(type: string, body?: object): void;
  push(type: string, body?: object): void;
  /** Sends a request to the page. Never rejects. */
  request(name: keyof Messages['requests'], data: unknown): Promise<Answer>;
  /** Answers a request of the page, once. */
  respond(id: unknown, result: unknown): void;
  /** Unloads the document: messages stop in both directions, and pending requests are lost. */
  close(): void;
}

/** Two transports listen in the widget's window, for ThirdParty and Adapter (ThirdParty.ts:72; Adapter.ts:125). */
const TRANSPORTS = 2;

const GONE = 'the document was unloaded';

/**
 * Opens a wire that behaves like MessageTransport:
 *
 * 1. A request has a new UUID, and waits 90 s for the first response with that id.
 * 2. A truthy error rejects it with an Error of that value, so an object becomes
 *    "[object Object]"; anything else resolves it with the result (MessageTransport.ts:112-116).
 * 3. A second response, a late one and one with an unknown id are dropped (MessageTransport.ts:111).
 * 4. Only the first response to a request of the page is sent (MessageTransport.ts:218-221).
 * 5. null and undefined throw an uncaught error (MessageTransport.ts:103).
 */
export function openWire(
  tab: number,
  link: PageLink,
  clock: Clock,
  journal: OpenJournal,
  onMessage: (message: Exclude<FromPage, { kind: 'response' }>, name: string | undefined) => void,
): Wire {
  const pending = new Map<unknown, (status: Answer['status'], value?: unknown) => void>();
  const sent = new Map<unknown, OpenJournal['requests'][number]>();
  const unanswered = new Set<unknown>();
  let isClosed = false;
  const now = (): number => clock.elapsed();

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
    if (message.kind === 'request') unanswered.add(message.id);
    if (message.kind !== 'response') return onMessage(message, name);
    const entry = sent.get(message.id);
    if (entry) entry.responses += 1;
    const settle = pending.get(message.id);
    if (!settle) return;
    if (!message.error) return settle('answered', message.result);
    try {
      settle('failed', new Error(message.error as string).message);
    } catch (error) {
      // Creating the Error throws for a value without a text, and the request keeps waiting.
      journal.errors.push(error);
    }
  }

  const stopListening = link.listen(receive);

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
        const entry: OpenJournal['requests'][number] = {
          at: clock.now(),
          tab,
          id,
          name,
          data: structuredClone(data),
          status: 'waiting',
          responses: 0,
        };
        const timer = clock.setTimeout(
          () => pending.get(id)?.('timeout', timeoutError(type, data).message),
          protocol.timeoutMs,
        );
        pending.set(id, (status, value) => {
          pending.delete(id);
          clock.clearTimeout(timer);
          const outcome = status === 'answered' ? { result: value } : { error: value as string };
          const answer: Answer = { status, ms: now() - started, ...outcome };
          Object.assign(entry, answer);
          resolve(answer);
        });
        sent.set(id, entry);
        journal.requests.push(entry);
        post(wrap.request(id, type, data));
      }),
    respond(id, result) {
      if (unanswered.delete(id)) post(wrap.response(id, result));
    },
    close() {
      isClosed = true;
      stopListening();
      for (const settle of pending.values()) settle('lost', GONE);
    },
  };
}

/** Returns the wire of a document whose app has not started: it neither sends nor receives. */
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
