import type { Clock } from '@jackfield/core';
import type { Answer } from '../simulator/answer.js';
import type { OpenJournal } from '../simulator/journal.js';
import type { PageLink } from '../simulator/page-link.js';
import { uuid } from '../simulator/uuid.js';
import {
  type FromPage,
  issuesFromPage,
  type Members,
  nameOfPush,
  readFromPage,
  type RingexPush,
  type RingexRequest,
  timeoutOf,
  wrap,
} from './wire.js';

/** The widget's end of the wire in one document. */
export interface Channel {
  /** Posts anything at all. */
  post(message: unknown): void;
  push(name: RingexPush, body?: Members): void;
  /** Sends a request to the page. Never rejects. */
  request(name: RingexRequest, path: unknown, body?: unknown): Promise<Answer>;
  respond(id: unknown, result: unknown): void;
  /** Unloads the document: messages stop in both directions, and pending requests are lost. */
  close(): void;
}

const GONE = 'the document was unloaded';

/**
 * Opens a channel that behaves like requestWithPostMessage (lib/requestWithPostMessage.js:3-31):
 *
 * 1. A request has a new UUID, and waits for the first response with that `responseId`, for as long as
 *    its path is given.
 * 2. The response resolves it with whatever it contains: there is no error member. Only time can reject
 *    it, with "Time out".
 * 3. A second response, a late one and one with an unknown id are ignored.
 * 4. Neither origin nor source of incoming messages is checked, and it posts to any origin
 *    (Adapter/index.js:305, 341; 1710-1714).
 *
 * @param onMessage - called for pushes and requests of the page; returns what they cause
 */
export function openChannel(
  tab: number,
  link: PageLink,
  clock: Clock,
  journal: OpenJournal<RingexRequest>,
  onMessage: (message: Exclude<FromPage, { kind: 'response' }>) => Promise<unknown>,
): Channel {
  const pending = new Map<unknown, (status: Answer['status'], value?: unknown) => void>();
  const sent = new Map<unknown, OpenJournal<RingexRequest>['requests'][number]>();
  let isClosed = false;

  function post(message: unknown, name: string | undefined = nameOfPush(message)): void {
    if (isClosed) return;
    link.post(message);
    journal.sent.push({ at: clock.now(), tab, envelope: structuredClone(message), name });
  }

  function receive(data: unknown): void {
    const message = readFromPage(data);
    const name = message && 'name' in message ? message.name : undefined;
    const issues = message && issuesFromPage(message);
    journal.received.push({
      at: clock.now(),
      tab,
      envelope: data,
      name,
      ...(issues && { issues }),
    });
    if (!message) return;
    if (message.kind !== 'response') {
      onMessage(message).catch((error: unknown) => journal.errors.push(error));
      return;
    }
    const entry = sent.get(message.id);
    if (entry) entry.responses += 1;
    pending.get(message.id)?.('answered', message.result);
  }

  const stopListening = link.listen(receive);

  return {
    post,
    push: (name, body = {}) => post(wrap.push(name, body), name),
    request: (name, path, body) =>
      new Promise((resolve) => {
        if (isClosed) return resolve({ status: 'lost', error: GONE, ms: 0 });
        const id = uuid();
        const started = clock.elapsed();
        const entry: OpenJournal<RingexRequest>['requests'][number] = {
          at: clock.now(),
          tab,
          id,
          name,
          data: structuredClone(body),
          status: 'waiting',
          responses: 0,
        };
        const timer = clock.setTimeout(
          () => pending.get(id)?.('timeout', 'Time out'),
          timeoutOf(name),
        );
        pending.set(id, (status, value) => {
          pending.delete(id);
          clock.clearTimeout(timer);
          const outcome = status === 'answered' ? { result: value } : { error: value as string };
          const answer: Answer = { status, ms: clock.elapsed() - started, ...outcome };
          Object.assign(entry, answer);
          resolve(answer);
        });
        sent.set(id, entry);
        journal.requests.push(entry);
        post(wrap.request(id, path, body), name);
      }),
    respond: (id, result) => post(wrap.response(id, result), undefined),
    close() {
      isClosed = true;
      stopListening();
      for (const settle of pending.values()) settle('lost', GONE);
    },
  };
}

/** Returns the channel of a document whose app has not started: it neither sends nor receives. */
export function silentChannel(): Channel {
  const nothing = (): void => undefined;
  return {
    post: nothing,
    push: nothing,
    request: () => Promise.resolve({ status: 'lost', error: GONE, ms: 0 }),
    respond: nothing,
    close: nothing,
  };
}
