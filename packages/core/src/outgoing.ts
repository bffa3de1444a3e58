import { checkName, isUncloneable, JackfieldError, messageOf, ownReasonOf } from './errors.js';
import type { Events, MessageOutcome } from './events.js';
import { invalid } from './mask.js';
import type { MessageMaps, Protocol, PushEntry } from './protocol.js';
import type { TimerQueue } from './timer-queue.js';
import type { Transport } from './transport.js';

/** Sends messages of the page. */
export interface Outgoing {
  /**
   * Posts a message at once, unchecked, and emits that.
   *
   * @throws `JackfieldError` `NOT_CLONEABLE` or `SEND_FAILED`
   */
  post(kind: Kind, name: string, body: unknown, id?: string): void;
  /** Checks a command, and posts it when the widget listens. */
  send(name: string, body: unknown): Promise<void>;
  /** Checks a request, posts it when the widget listens, and checks the answer. */
  request(name: string, data: unknown, timeoutMs: number): Promise<unknown>;
  /** Handles the widget's response to request `id`. */
  receive(id: string, result: unknown, error: unknown): void;
  /** Sets whether the widget listens. If it does, posts what waits for it. */
  setListening(isListening: boolean): void;
  /** Rejects everything that is pending, and everything from now on. */
  stop(error: JackfieldError): void;
}

type Kind = 'push' | 'request';

/** A promise that waits for the widget. */
interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** How long a command waits for a widget that is not ready: a late dial calls the wrong person. */
const HOLD_MS = 10_000;

/**
 * Returns an id that cannot be guessed; a number of 31 bits as text for a wire whose ids are numbers. Not
 * randomUUID, which insecure contexts lack.
 */
export const newId = (ids?: 'number'): string =>
  crypto
    .getRandomValues(new Uint32Array(ids ? 1 : 4))
    .map((part) => part >>> 1)
    .join('-');

/**
 * 1. A message of the page is copied and checked when it is given.
 * 2. It is posted when the widget listens, in the order of the calls, or after 10 s rejected and never
 *    sent.
 * 3. A request waits for its response, whose result is checked.
 */
export function createOutgoing(
  protocol: Protocol<MessageMaps>,
  transport: Transport,
  events: Events,
  timers: TimerQueue,
): Outgoing {
  const tables = { push: protocol.pagePushes, request: protocol.pageRequests };
  /** What waits for the widget, by the function that posts it. */
  const held = new Map<() => void, Pending>();
  /** The requests that wait for their responses, by id. */
  const asked = new Map<string, Pending>();
  let isListening = false;
  let stopped: JackfieldError | undefined;

  if (transport.missing)
    timers.set(HOLD_MS, () => {
      const error = stopped ? undefined : transport.missing?.();
      // A frame that was refused was reported then.
      if (error?.code === 'FRAME_MISSING') events.emit('failed', { error });
    });

  /** Returns the copy that will be posted. */
  function check(kind: Kind, name: string, body: unknown): unknown {
    if (stopped) throw stopped;
    const known = Object.keys(tables[kind]).filter((each) => each !== protocol.roles.register);
    checkName('UNKNOWN_MESSAGE', 'No message to send', name, known);
    let copy: unknown;
    try {
      copy = structuredClone(body);
    } catch (thrown) {
      throw unsent('NOT_CLONEABLE', name, thrown);
    }
    const issues = protocol.checkPageMessage(name, copy);
    const { body: own, data: mask = own } = protocol.masks.fromPage[name] ?? {};
    if (issues) throw invalid('INVALID_MESSAGE', name, issues, copy, mask);
    events.watch?.sent(name, copy);
    return copy;
  }

  function emit(
    kind: Kind,
    name: string,
    requestId: string | undefined,
    body: unknown,
    outcome: MessageOutcome,
    result?: unknown,
    error?: string,
  ): void {
    const { type: wireType, bare } = (tables[kind] as Record<string, PushEntry>)[name] as PushEntry;
    events.message(
      { direction: 'out', kind, name, wireType, bare, requestId, outcome, error },
      body,
      result,
    );
  }

  function post(kind: Kind, name: string, body: unknown, id?: string): void {
    const { type, bare } = (tables[kind] as Record<string, PushEntry>)[name] as PushEntry;
    try {
      transport.send(protocol.wrapMessage(bare ? 'bare' : kind, type, body, id, name));
    } catch (thrown) {
      throw unsent(isUncloneable(thrown) ? 'NOT_CLONEABLE' : 'SEND_FAILED', name, thrown);
    }
    emit(kind, name, id, body, 'sent');
  }

  /** Waits until the entry in `waiting` is settled, at most `ms`. */
  function wait<K>(
    waiting: Map<K, Pending>,
    key: K,
    ms: number,
    late: () => JackfieldError,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle =
        <T>(end: (value: T) => void) =>
        (value: T): void => {
          cancel();
          waiting.delete(key);
          end(value);
        };
      const pending = { resolve: settle(resolve), reject: settle(reject) };
      const cancel = timers.set(ms, () => pending.reject(late()));
      waiting.set(key, pending);
    });
  }

  async function whenListening(name: string, run: () => void): Promise<unknown> {
    if (isListening) return run();
    return wait(held, run, HOLD_MS, () => {
      const why = transport.missing?.()?.message ?? 'no widget';
      const text = `${name} was not sent: ${why} in ${HOLD_MS} ms`;
      return new JackfieldError('WIDGET_NOT_READY', text);
    });
  }

  return {
    post,
    async send(name, given) {
      const body = check('push', name, given);
      await whenListening(name, () => post('push', name, body));
    },
    async request(name, given, timeoutMs) {
      const data = check('request', name, given);
      const id = newId(protocol.ids);
      let answer: Promise<unknown> | undefined;
      await whenListening(name, () => {
        post('request', name, data, id);
        const text = `${name}: no answer in ${timeoutMs} ms`;
        answer = wait(asked, id, timeoutMs, () => new JackfieldError('REQUEST_TIMEOUT', text));
      });
      const result = await answer?.catch((error: JackfieldError) => {
        const outcome = error.code === 'WIDGET_ERROR' ? 'failed' : 'unhandled';
        // Not the text: the widget's may contain anything.
        emit('request', name, id, data, outcome, undefined, error.code);
        throw error;
      });
      const issues = protocol.checkPageResult(name, result);
      emit('request', name, id, data, issues ? 'invalid' : 'answered', result);
      const mask = protocol.masks.fromPage[name]?.['result'];
      if (issues) throw invalid('INVALID_RESULT', name, issues, result, mask);
      return result;
    },
    receive(id, result, error) {
      const request = asked.get(id);
      // Only a truthy error counts (MessageTransport.ts:112-116).
      if (error) request?.reject(new JackfieldError('WIDGET_ERROR', messageOf(error)));
      else request?.resolve(result);
    },
    setListening(is) {
      isListening = is;
      if (!is) return;
      for (const [run, { resolve, reject }] of held) {
        // Synchronously, so that the next message does not overtake it.
        try {
          run();
          resolve(undefined);
        } catch (thrown) {
          reject(thrown);
        }
      }
    },
    stop(error) {
      stopped = error;
      for (const { reject } of [...held.values(), ...asked.values()]) reject(error);
    },
  };
}

/** Without the thrown text, which may contain anything: only this package's own reason is shown. */
function unsent(
  code: 'NOT_CLONEABLE' | 'SEND_FAILED',
  name: string,
  thrown: unknown,
): JackfieldError {
  const reason = code === 'NOT_CLONEABLE' ? 'it cannot be copied' : ownReasonOf(thrown);
  return new JackfieldError(code, `${name} was not sent: ${reason}`, thrown);
}
