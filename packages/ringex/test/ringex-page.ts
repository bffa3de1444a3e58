import {
  createHost,
  createRingex,
  type Area,
  type Plugin,
  type RingexMessages,
  type RingexOptions,
} from '@jackfield/ringex';
import type { Host, HostEvents, Transport, TransportEvent } from '@jackfield/core/host';
import { createTestClock, settle, type TestClock } from '../../testing/src/test-clock.js';

/** What the page posted. */
interface Posted {
  readonly type: string;
  readonly responseId?: string;
  readonly response?: unknown;
  readonly requestId?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly service?: Readonly<Record<string, unknown>>;
}

export interface RingexPage<A extends Area = never> {
  readonly host: Host<RingexMessages<A>>;
  readonly clock: TestClock;
  readonly posted: readonly Posted[];
  readonly events: {
    readonly [K in 'message' | 'invalid' | 'failed' | 'unhandled']: HostEvents[K][];
  };
  emit(event: TransportEvent): void;
  /** A push of the widget. */
  push(type: string, body?: object): Promise<void>;
  /** A request of the widget; resolves to what is answered until then, or `undefined`. */
  ask(path: string, body?: unknown): Promise<unknown>;
  /** The `service` of the last register message. */
  service(): Readonly<Record<string, unknown>> | undefined;
}

/** What a test does as the widget, and sees of the page. */
interface Frame extends Pick<RingexPage, 'posted' | 'emit' | 'push' | 'ask' | 'service'> {
  readonly transport: Transport;
}

/** The widget's frame, loaded already. */
export function createFrame(): Frame {
  const posted: Posted[] = [];
  let listener: ((event: TransportEvent) => void) | undefined;
  let count = 0;
  const emit = (event: TransportEvent): void => listener?.(event);
  const message = async (data: unknown): Promise<void> => {
    emit({ type: 'message', data: structuredClone(data) });
    await settle();
  };
  return {
    transport: {
      send: (envelope) => void posted.push(structuredClone(envelope) as Posted),
      subscribe(to) {
        listener = to;
        to({ type: 'load' });
        return () => (listener = undefined);
      },
    },
    posted,
    emit,
    push: (type, body = {}) => message({ type, ...body }),
    async ask(path, body) {
      count += 1;
      const requestId = `request-${count}`;
      await message({ type: 'rc-post-message-request', requestId, path, body });
      return posted.find(({ responseId }) => responseId === requestId)?.response;
    },
    service: () => [...posted].reverse().find(({ service }) => service)?.service,
  };
}

/** A page with a host on the RingEX wire; the test is the widget. */
export async function openPage<A extends Area = never>(
  plugins: readonly Plugin<A>[] = [],
  options: RingexOptions<A> = {},
): Promise<RingexPage<A>> {
  const { transport, ...frame } = createFrame();
  const clock = createTestClock();
  const host = createHost({
    service: 'Acme CRM',
    clock,
    protocol: createRingex<A>(options),
    plugins,
    widget: { transport },
  });
  const events: { [K in 'message' | 'invalid' | 'failed' | 'unhandled']: HostEvents[K][] } = {
    message: [],
    invalid: [],
    failed: [],
    unhandled: [],
  };
  for (const name of Object.keys(events) as (keyof typeof events)[])
    host.on(name, (event) => void (events[name] as unknown[]).push(event));
  await settle();
  return { host, clock, events, ...frame };
}

/** The call of RingEX's events, as 3.x sends it. */
export const PHONE_CALL = {
  id: 'sip-1',
  callId: 'sip-1',
  direction: 'Inbound',
  callStatus: 'webphone-session-connecting',
  from: '+16505550142',
  fromUserName: 'CASTRO VALLEY',
  to: '+16505550100',
  toUserName: 'Ada Agent',
  startTime: 1_760_000_000_000,
  partyData: { sessionId: 's-1', partyId: 'p-1' },
  contactMatch: null,
} as const;

/** The same call in presence. */
export const PRESENCE_CALL = {
  sessionId: '4001',
  telephonySessionId: 's-1',
  partyId: 'p-1',
  direction: 'Inbound',
  telephonyStatus: 'Ringing',
  from: { phoneNumber: '+16505550142' },
  fromName: 'CASTRO VALLEY',
  to: { phoneNumber: '+16505550100' },
  startTime: 1_760_000_000_000,
} as const;

/** The same call as the logger sends it when it has ended. */
export const LOGGED_CALL = {
  ...PRESENCE_CALL,
  telephonyStatus: 'CallConnected',
  result: 'Disconnected',
} as const;

/** A call of RingCX, as 3.1 sends it. */
export const RINGCX_CALL = {
  id: '201910162213030139010000000016',
  sessionId: '201910162213030139010000000016',
  source: 'ringcx',
  direction: 'Inbound',
  from: '+16505550142',
  to: '+16505550100',
  startTime: '2025-10-09T08:53:20.000Z',
} as const;
