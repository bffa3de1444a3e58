// Plays the widget of the history's bench: whole calls, one after the other, and how long each took.
interface Envelope {
  readonly type?: string;
  readonly requestId?: string;
  readonly error?: unknown;
  readonly payload?: { readonly service?: { readonly callLoggerEnabled?: boolean } };
}

let isRegistered = false;
let answered: ((envelope: Envelope) => void) | undefined;
addEventListener('message', ({ data }: MessageEvent<Envelope>) => {
  if (data?.payload?.service?.callLoggerEnabled) isRegistered = true;
  if (data?.type === 'MessageTransport-response') answered?.(data);
});
parent.postMessage({ type: 'rc-ev-init' }, '*');

const push = (type: string, call: object): void =>
  parent.postMessage({ type: 'MessageTransport-push', payload: { type, call } }, '*');

const ask = (requestType: string, data: unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    const requestId = crypto.randomUUID();
    answered = (envelope) => {
      if (envelope.requestId !== requestId) return;
      if (envelope.error) reject(new Error(String(envelope.error)));
      else resolve();
    };
    const payload = { requestType, data };
    parent.postMessage({ type: 'MessageTransport-request', requestId, payload }, '*');
  });

let serial = 0;

/** The story of one call: it rings, is answered, ends, is logged, and is looked up again. */
async function call(): Promise<number> {
  serial += 1;
  const it = {
    id: `call-${serial}`,
    direction: 'INBOUND',
    from: { phoneNumber: `650555${String(serial).padStart(4, '0')}` },
    to: { phoneNumber: '6505550100' },
    sessionId: '2',
  };
  const key = `${it.id}$2`;
  const task = { dispositionId: '1001', notes: 'Wants a call back on Monday. '.repeat(20) };
  const start = performance.now();
  for (const type of ['rc-ev-ringCall', 'rc-ev-newCall', 'rc-ev-endCall']) push(type, it);
  await ask('rc-ev-logCall', { call: it, task, sessionId: key });
  await ask('rc-ev-matchCallLogs', [key]);
  return performance.now() - start;
}

async function calls(count: number): Promise<readonly number[]> {
  const took: number[] = [];
  for (let i = 0; i < count; i += 1) took.push(await call());
  return took;
}

Object.assign(globalThis, { bench: { isRegistered: () => isRegistered, calls } });

export type { Envelope };
