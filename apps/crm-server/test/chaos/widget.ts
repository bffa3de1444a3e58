// Plays the widget, RingCX or RingEX: registers, and sends the requests that the test wants.

/** What came of a question, or that the widget is not known to the page yet. */
export interface Asked {
  readonly error?: unknown;
  readonly waitedMs: number;
}

interface Envelope {
  readonly type?: string;
  readonly requestId?: string;
  readonly responseId?: string;
  readonly error?: unknown;
  readonly response?: { readonly data?: unknown };
  readonly payload?: { readonly service?: { readonly callLoggerEnabled?: boolean } };
  readonly service?: { readonly callLoggerPath?: string };
}

/** How a widget says what both of them say. */
interface Dialect {
  readonly ready: object;
  readonly response: string;
  isRegistration(envelope: Envelope): boolean;
  idOf(response: Envelope): string | undefined;
  errorOf(response: Envelope): unknown;
  request(requestId: string, call: string, notes: string): object;
}

const party = { phoneNumber: '6505550142' };

const RINGCX: Dialect = {
  ready: { type: 'rc-ev-init' },
  response: 'MessageTransport-response',
  isRegistration: ({ payload }) => payload?.service?.callLoggerEnabled === true,
  idOf: ({ requestId }) => requestId,
  errorOf: ({ error }) => error,
  request(requestId, call, notes) {
    const data = {
      call: { id: call, direction: 'INBOUND', from: party, to: party },
      task: { notes },
      sessionId: `${call}$2`,
    };
    const payload = { requestType: 'rc-ev-logCall', data };
    return { type: 'MessageTransport-request', requestId, payload };
  },
};

const RINGEX: Dialect = {
  ready: { type: 'rc-login-status-notify', loggedIn: true },
  response: 'rc-post-message-response',
  isRegistration: ({ service }) => service?.callLoggerPath !== undefined,
  idOf: ({ responseId }) => responseId,
  // A failure is an object without anything in it.
  errorOf: ({ response }) => (response?.data === 'ok' ? undefined : 'failed'),
  request: (requestId, call, notes) => ({
    type: 'rc-post-message-request',
    requestId,
    path: '/jackfield/logCall',
    body: {
      triggerType: 'logForm',
      note: notes,
      call: {
        telephonySessionId: call,
        sessionId: `${call}$2`,
        direction: 'Inbound',
        from: party,
        to: party,
        result: 'Disconnected',
      },
    },
  }),
};

const wire = new URLSearchParams(location.search).get('wire') === 'ringex' ? RINGEX : RINGCX;
const waiting = new Map<string, (answer: Envelope) => void>();
let isRegistered = false;
addEventListener('message', ({ data }: MessageEvent<Envelope | null>) => {
  if (!data) return;
  if (wire.isRegistration(data)) isRegistered = true;
  if (data.type === wire.response) waiting.get(wire.idOf(data) ?? '')?.(data);
});
parent.postMessage(wire.ready, '*');

const logCall = (call: string, notes: string): Promise<Asked> =>
  new Promise((resolve) => {
    const start = performance.now();
    const requestId = crypto.randomUUID();
    waiting.set(requestId, (answer) =>
      resolve({ error: wire.errorOf(answer), waitedMs: performance.now() - start }),
    );
    parent.postMessage(wire.request(requestId, call, notes), '*');
  });

Object.assign(globalThis, { logCall, isRegistered: () => isRegistered });
