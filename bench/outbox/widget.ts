// Plays the widget of the outbox's bench: asks, and says how long the answer took.
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

function ask(
  requestType: string,
  data: unknown,
): Promise<{ readonly ms: number; readonly error: unknown }> {
  return new Promise((resolve) => {
    const requestId = crypto.randomUUID();
    const start = performance.now();
    answered = (envelope) => {
      if (envelope.requestId !== requestId) return;
      resolve({ ms: performance.now() - start, error: envelope.error });
    };
    const payload = { requestType, data };
    parent.postMessage({ type: 'MessageTransport-request', requestId, payload }, '*');
  });
}

let serial = 0;

/** Logs calls one after the other, as agents do. */
async function logCalls(count: number): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let i = 0; i < count; i += 1) {
    serial += 1;
    const call = {
      id: `call-${serial}`,
      direction: 'INBOUND',
      from: { phoneNumber: `650555${String(serial).padStart(4, '0')}` },
      to: { phoneNumber: '6505550100' },
    };
    const task = { dispositionId: '1001', notes: 'Wants a call back on Monday. '.repeat(20) };
    const { ms, error } = await ask('rc-ev-logCall', { call, task, sessionId: `${call.id}$2` });
    if (error) throw new Error(String(error));
    waits.push(ms);
  }
  return waits;
}

/** Asks for numbers that nobody has asked for, 20 at a time: the answer may be that nobody knows. */
async function matchContacts(count: number): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const numbers = Array.from({ length: 20 }, () => {
      serial += 1;
      return { phoneNumber: `212555${String(serial).padStart(4, '0')}`, callType: 'inbound' };
    });
    waits.push((await ask('rc-ev-matchContacts', numbers)).ms);
  }
  return waits;
}

Object.assign(globalThis, { bench: { isRegistered: () => isRegistered, logCalls, matchContacts } });
