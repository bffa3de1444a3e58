// Plays the widget of the outbox's benches: sends requests, and returns how long each took.
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

const TASK = { dispositionId: '1001', notes: 'Wants a call back on Monday. '.repeat(20) };

let serial = 0;

function newCall() {
  serial += 1;
  return {
    id: `call-${serial}`,
    direction: 'INBOUND',
    from: { phoneNumber: `650555${String(serial).padStart(4, '0')}` },
    to: { phoneNumber: '6505550100' },
  };
}

/** Logs calls one after the other, as agents do. */
async function logCalls(count: number): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const call = newCall();
    const data = { call, task: TASK, sessionId: `${call.id}$2` };
    const { ms, error } = await ask('rc-ev-logCall', data);
    if (error) throw new Error(String(error));
    waits.push(ms);
  }
  return waits;
}

/**
 * Whole calls, one after the other: each rings, is answered, ends, is logged, and is looked up again.
 */
async function wholeCalls(count: number): Promise<readonly number[]> {
  const took: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const call = { ...newCall(), sessionId: '2' };
    const key = `${call.id}$2`;
    const start = performance.now();
    for (const type of ['rc-ev-ringCall', 'rc-ev-newCall', 'rc-ev-endCall'])
      parent.postMessage({ type: 'MessageTransport-push', payload: { type, call } }, '*');
    const answers = [
      await ask('rc-ev-logCall', { call, task: TASK, sessionId: key }),
      await ask('rc-ev-matchCallLogs', [key]),
    ];
    took.push(performance.now() - start);
    for (const { error } of answers) if (error) throw new Error(String(error));
  }
  return took;
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

const bench = { isRegistered: () => isRegistered, logCalls, wholeCalls, matchContacts };
Object.assign(globalThis, { bench });
