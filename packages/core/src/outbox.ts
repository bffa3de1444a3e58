import { JackfieldError, messageOf } from './errors.js';
import type { Events } from './events.js';
import { invalid } from './mask.js';
import type { MessageMaps, Protocol, PushEntry } from './protocol.js';
import type { Requester } from './requester.js';
import type { Transport } from './transport.js';

/** What the page sends of its own accord. */
export interface Outbox {
  /** Posts a message at once, unchecked. @throws `JackfieldError` `NOT_CLONEABLE` or `SEND_FAILED` */
  post(kind: 'push' | 'request', name: string, body: unknown, id?: string): void;
  /** Checks a command, and posts it when the widget listens. */
  send(name: string, body: unknown): Promise<void>;
  /** Checks a request, posts it when the widget listens, and checks the answer. */
  request(name: string, data: unknown, timeoutMs: number): Promise<unknown>;
}

function newId(): string {
  // In a page that is not secure there is no randomUUID.
  return crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-');
}

/** @param closed - the error of a host that is closing; `undefined` while it is not */
export function createOutbox(
  protocol: Protocol<MessageMaps>,
  transport: Transport,
  events: Events,
  requester: Requester,
  closed: () => JackfieldError | undefined,
): Outbox {
  const tables = { push: protocol.pagePushes, request: protocol.pageRequests };
  const maskOf = (name: string, part: string) => protocol.masks.fromPage[name]?.[part];

  function check(kind: 'push' | 'request', name: string, body: unknown): void {
    const error = closed();
    if (error) throw error;
    if (!Object.hasOwn(tables[kind], name) || name === protocol.roles.register) {
      throw new JackfieldError('UNKNOWN_MESSAGE', `The page has no message "${name}" to send`);
    }
    const faults = protocol.checkPageMessage(name, body);
    const mask = maskOf(name, kind === 'push' ? 'body' : 'data');
    if (faults) throw invalid('INVALID_MESSAGE', name, faults, body, mask);
  }

  function post(kind: 'push' | 'request', name: string, body: unknown, id?: string): void {
    const { type, bare } = (tables[kind] as Record<string, PushEntry>)[name] as PushEntry;
    try {
      transport.send(protocol.wrapMessage(bare ? 'bare' : kind, type, body, id));
    } catch (thrown) {
      const isUncopied = (thrown as Error | null)?.name === 'DataCloneError';
      throw new JackfieldError(
        isUncopied ? 'NOT_CLONEABLE' : 'SEND_FAILED',
        `${name} was not sent: ${messageOf(thrown)}`,
        thrown,
      );
    }
    events.message(
      { direction: 'out', kind, name, wireType: type, requestId: id, outcome: 'sent' },
      body,
    );
  }

  return {
    post,
    async send(name, body) {
      check('push', name, body);
      await requester.whenReady(name, () => post('push', name, body));
    },
    async request(name, data, timeoutMs) {
      check('request', name, data);
      const id = newId();
      let answer: Promise<unknown> | undefined;
      await requester.whenReady(name, () => {
        post('request', name, data, id);
        answer = requester.response(name, id, timeoutMs);
      });
      const result = await answer;
      const faults = protocol.checkPageResult(name, result);
      if (faults) throw invalid('INVALID_RESULT', name, faults, result, maskOf(name, 'result'));
      return result;
    },
  };
}
