import { protocol } from '@jackfield/core/ringcx';
import { uuid } from '../simulator/uuid.js';
import { names } from '../widget/envelope.js';
import { createListeners, type PageWindow } from './page-window.js';

type Listener = (...args: readonly unknown[]) => unknown;

interface Listened {
  readonly push?: (payload: unknown) => unknown;
  /** MessageTransport adds this listener, and never emits the event (MessageTransport.ts:110-118). */
  readonly response?: (response: unknown) => unknown;
  readonly request?: (request: { requestId: string; payload: unknown }) => unknown;
}

interface Response {
  readonly requestId: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** `RCAdapter.transport`: RingCentral's MessageTransport. */
export interface MessageTransport {
  /** The names of the envelopes. */
  readonly events: Readonly<Record<'request' | 'response' | 'push' | 'timeout' | 'send', string>>;
  addListeners(listeners: Listened): void;
  /** Sends a request to the widget, and resolves with its result. */
  request(request: { readonly payload: unknown }): Promise<unknown>;
  /** Pushes a message to the widget. */
  send(message: { readonly payload: unknown }): void;
  /** Answers a request of the widget. Only the first answer to it is posted. */
  response(response: Response): Response;
  on(event: string, listener: Listener): MessageTransport;
  once(event: string, listener: Listener): MessageTransport;
  off(event: string, listener: Listener): MessageTransport;
  addListener(event: string, listener: Listener): MessageTransport;
  removeListener(event: string, listener: Listener): MessageTransport;
  emit(event: string, ...args: readonly unknown[]): boolean;
  /** Stops listening to the window. */
  dispose(): void;
}

const { tag, page, widget } = names;
const PREFIX = page.request.tag.replace(/request$/, '');

type Members = Readonly<Record<string, unknown>>;

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/**
 * Creates a transport that behaves like MessageTransport in the page (MT MessageTransport.ts:98-235,
 * TransportBase.ts:19-33):
 *
 * 1. It accepts messages from any window and any origin: the adapter creates it before it knows the app's
 *    origin (Adapter.ts:95-103). null and undefined throw an uncaught error (103).
 * 2. Every listener receives every push and request, in order; one that throws ends the round.
 * 3. A request waits 90 s for the first response with its id. A truthy error rejects it (112-116).
 * 4. `response` posts the first answer to a request, and nothing for an unknown id (218-228). It always has
 *    the members `result` and `error`; an Error becomes its message.
 */
export function createMessageTransport(
  view: PageWindow,
  post: (message: unknown) => void,
): MessageTransport {
  const events = {
    request: page.request.tag,
    response: page.response.tag,
    push: page.push.tag,
    timeout: `${PREFIX}timeout`,
    send: `${PREFIX}send`,
  };
  const mine = new Map<unknown, Pending>();
  const theirs = new Set<unknown>();
  const added = new Map<string, readonly Listener[]>();
  const windowListeners = createListeners();

  // An adapter in a window of jsdom gets the errors of that window, and of its test.
  const isError = (error: unknown): error is Error =>
    error instanceof Error || error instanceof view.Error;

  function receive(message: Members): void {
    switch (message[tag]) {
      case widget.push.tag:
        if (message[widget.push.payload]) transport.emit(events.push, message[widget.push.payload]);
        break;
      case widget.response.tag: {
        const { result, error } = widget.response;
        const pending = mine.get(message[widget.response.id]);
        if (message[error]) pending?.reject(new Error(message[error] as string));
        else pending?.resolve(message[result]);
        break;
      }
      case widget.request.tag: {
        const { [widget.request.id]: requestId, [widget.request.payload]: payload } = message;
        if (!requestId || !payload) break;
        theirs.add(requestId);
        transport.emit(events.request, { requestId, payload });
      }
    }
  }

  function add(event: string, listener: Listener): MessageTransport {
    added.set(event, [...(added.get(event) ?? []), listener]);
    return transport;
  }

  function remove(event: string, listener: Listener): MessageTransport {
    added.set(
      event,
      (added.get(event) ?? []).filter((one) => one !== listener),
    );
    return transport;
  }

  const transport: MessageTransport = {
    events,
    addListeners({ push, response, request }) {
      for (const [event, listener] of [
        [events.push, push],
        [events.response, response],
        [events.request, request],
      ] as const)
        if (typeof listener === 'function') add(event, listener as Listener);
    },
    async request({ payload }) {
      const id = uuid();
      let timer: number | undefined;
      try {
        return await new Promise((resolve, reject) => {
          mine.set(id, { resolve, reject });
          post({
            [tag]: page.request.tag,
            [page.request.id]: id,
            [page.request.payload]: payload,
          });
          timer = view.setTimeout(
            () => reject(new Error(`${events.timeout}: ${JSON.stringify(payload)}`)),
            protocol.timeoutMs,
          );
        });
      } finally {
        view.clearTimeout(timer);
        mine.delete(id);
      }
    },
    send: ({ payload }) => post({ [tag]: page.push.tag, [page.push.payload]: payload }),
    response({ requestId, result, error }) {
      if (theirs.delete(requestId))
        post({
          [tag]: page.response.tag,
          [page.response.id]: requestId,
          [page.response.result]: result,
          [page.response.error]: isError(error) ? error.message : error,
        });
      return { result, error, requestId };
    },
    on: add,
    addListener: add,
    off: remove,
    removeListener: remove,
    once: (event, listener) => {
      const once: Listener = (...args) => {
        remove(event, once);
        return listener(...args);
      };
      return add(event, once);
    },
    emit(event, ...args) {
      const listeners = added.get(event) ?? [];
      for (const listener of listeners) listener(...args);
      return listeners.length > 0;
    },
    dispose: windowListeners.stop,
  };
  windowListeners.on<MessageEvent<Members>>(view, 'message', ({ data }) => receive(data));
  return transport;
}
