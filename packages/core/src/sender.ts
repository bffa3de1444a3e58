import { JackfieldError, messageOf } from './errors.js';
import type { Events, MessageOutcome } from './events.js';
import { invalid } from './mask.js';
import type { MessageMaps, Protocol, PushEntry } from './protocol.js';
import type { Requester } from './requester.js';
import type { Transport } from './transport.js';

/** Emits the outcome of a message of the page. */
type EmitOutcome = (outcome: MessageOutcome, result?: unknown, error?: string) => void;

/** Sends messages of the page. */
export interface Sender {
  /**
   * Posts a message at once, unchecked, and emits that; returns a function that emits its outcome.
   *
   * @throws `JackfieldError` `NOT_CLONEABLE` or `SEND_FAILED`
   */
  post(kind: 'push' | 'request', name: string, body: unknown, id?: string): EmitOutcome;
  /** Checks a command, and posts it when the widget listens. */
  send(name: string, body: unknown): Promise<void>;
  /** Checks a request, posts it when the widget listens, and checks the answer. */
  request(name: string, data: unknown, timeoutMs: number): Promise<unknown>;
}

/** Returns an id that cannot be guessed. Not randomUUID, which insecure contexts lack. */
export const newId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/** @param closed - returns the error of a host that is closing; otherwise `undefined` */
export function createSender(
  protocol: Protocol<MessageMaps>,
  transport: Transport,
  events: Events,
  requester: Requester,
  closed: () => JackfieldError | undefined,
): Sender {
  const tables = { push: protocol.pagePushes, request: protocol.pageRequests };

  function check(kind: 'push' | 'request', name: string, body: unknown): void {
    const error = closed();
    if (error) throw error;
    if (!Object.hasOwn(tables[kind], name) || name === protocol.roles.register) {
      throw new JackfieldError('UNKNOWN_MESSAGE', `No message "${name}" to send`);
    }
    const issues = protocol.checkPageMessage(name, body);
    const { body: own, data: mask = own } = protocol.masks.fromPage[name] ?? {};
    if (issues) throw invalid('INVALID_MESSAGE', name, issues, body, mask);
    events.watch?.sent(name, body);
  }

  function post(
    kind: 'push' | 'request',
    name: string,
    body: unknown,
    requestId?: string,
  ): EmitOutcome {
    const { type: wireType, bare } = (tables[kind] as Record<string, PushEntry>)[name] as PushEntry;
    try {
      transport.send(protocol.wrapMessage(bare ? 'bare' : kind, wireType, body, requestId));
    } catch (thrown) {
      const isUncopied = (thrown as Error | null)?.name === 'DataCloneError';
      throw new JackfieldError(
        isUncopied ? 'NOT_CLONEABLE' : 'SEND_FAILED',
        `${name} was not sent: ${messageOf(thrown)}`,
        thrown,
      );
    }
    const emitOutcome: EmitOutcome = (outcome, result, error) =>
      events.message(
        { direction: 'out', kind, name, wireType, bare, requestId, outcome, error },
        body,
        result,
      );
    emitOutcome('sent');
    return emitOutcome;
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
      let emitOutcome!: EmitOutcome;
      let answer!: Promise<unknown>;
      await requester.whenReady(name, () => {
        emitOutcome = post('request', name, data, id);
        answer = requester.response(name, id, timeoutMs);
      });
      const result = await answer.catch((error: JackfieldError) => {
        emitOutcome(
          error.code === 'WIDGET_ERROR' ? 'failed' : 'unhandled',
          undefined,
          error.message,
        );
        throw error;
      });
      const issues = protocol.checkPageResult(name, result);
      emitOutcome(issues ? 'invalid' : 'answered', result);
      const mask = protocol.masks.fromPage[name]?.['result'];
      if (issues) throw invalid('INVALID_RESULT', name, issues, result, mask);
      return result;
    },
  };
}
