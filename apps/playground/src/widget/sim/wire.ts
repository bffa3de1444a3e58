/**
 * The widget's end of the wire, as its MessageTransport does it.
 *
 * 1. A push is `{ type: 'MessageTransport-push', payload }`, whoever sends it.
 * 2. A request from the widget names its message in `payload.requestType`, one from the page in
 *    `payload.type`. The answer echoes `requestId`; a truthy `error` rejects.
 * 3. No answer in 90 s rejects. A second or a late answer is dropped.
 * 4. It posts to any origin and checks none on receipt: that is why the page's side must.
 */
const TIMEOUT_MS = 90_000;

export type Payload = Readonly<Record<string, unknown>>;

export interface Wire {
  /** Posts a message without an envelope. */
  bare(message: Payload): void;
  push(payload: Payload): void;
  request(requestType: string, data: unknown): Promise<unknown>;
}

export interface WireHandlers {
  push(payload: Payload): void;
  /** Answers a request of the page; `undefined` leaves it unanswered, as the real widget does. */
  request(payload: Payload): unknown;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

const isRecord = (x: unknown): x is Payload => typeof x === 'object' && x !== null;

export function openWire(page: Window, handlers: WireHandlers): Wire {
  const waiting = new Map<string, Waiting>();
  const post = (message: Payload): void => page.postMessage(message, '*');

  const settle = ({ requestId, result, error }: Payload): void => {
    const entry = waiting.get(String(requestId));
    if (!entry) return;
    waiting.delete(String(requestId));
    // An error that is no string becomes "[object Object]" here, as it does in the real widget.
    if (error) entry.reject(new Error(error as string));
    else entry.resolve(result);
  };

  const answer = ({ requestId, payload }: Payload): void => {
    if (!requestId || !isRecord(payload)) return;
    const result = handlers.request(payload);
    if (result === undefined) return;
    post({ type: 'MessageTransport-response', requestId, result, error: null });
  };

  globalThis.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isRecord(data)) return;
    if (data.type === 'MessageTransport-response') settle(data);
    else if (data.type === 'MessageTransport-request') answer(data);
    else if (data.type === 'MessageTransport-push' && isRecord(data.payload))
      handlers.push(data.payload);
  });

  return {
    bare: post,
    push: (payload) => post({ type: 'MessageTransport-push', payload }),
    request: (requestType, data) =>
      new Promise((resolve, reject) => {
        const requestId = crypto.randomUUID();
        const payload = { requestType, data };
        const timer = setTimeout(() => {
          waiting.delete(requestId);
          reject(new Error(`MessageTransport-timeout: ${JSON.stringify(payload)}`));
        }, TIMEOUT_MS);
        waiting.set(requestId, {
          resolve: (result) => (clearTimeout(timer), resolve(result)),
          reject: (error) => (clearTimeout(timer), reject(error)),
        });
        post({ type: 'MessageTransport-request', requestId, payload });
      }),
  };
}
