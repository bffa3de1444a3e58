// Plays the widget: registers, and sends the requests that the test wants.

/** What came of a question, or that the widget is not known to the page yet. */
export interface Asked {
  readonly error?: unknown;
  readonly waitedMs: number;
}

interface Envelope {
  readonly type?: string;
  readonly requestId?: string;
  readonly error?: unknown;
  readonly payload?: { readonly service?: { readonly callLoggerEnabled?: boolean } };
}

const waiting = new Map<string, (answer: Envelope) => void>();
let isRegistered = false;
addEventListener('message', ({ data }: MessageEvent<Envelope>) => {
  if (data?.payload?.service?.callLoggerEnabled) isRegistered = true;
  const { requestId = '' } = data ?? {};
  if (data?.type === 'MessageTransport-response') waiting.get(requestId)?.(data);
});
parent.postMessage({ type: 'rc-ev-init' }, '*');

const logCall = (call: string, notes: string): Promise<Asked> =>
  new Promise((resolve) => {
    const start = performance.now();
    const requestId = crypto.randomUUID();
    waiting.set(requestId, ({ error }) => resolve({ error, waitedMs: performance.now() - start }));
    const party = { phoneNumber: '6505550142' };
    const data = {
      call: { id: call, direction: 'INBOUND', from: party, to: party },
      task: { notes },
      sessionId: `${call}$2`,
    };
    const payload = { requestType: 'rc-ev-logCall', data };
    parent.postMessage({ type: 'MessageTransport-request', requestId, payload }, '*');
  });

Object.assign(globalThis, { logCall, isRegistered: () => isRegistered });
