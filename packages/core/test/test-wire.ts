import {
  createHost,
  definePlugin,
  type Host,
  type HostEvents,
  type HostOptions,
  type PluginDefinition,
  type Transport,
  type TransportEvent,
} from '@jackfield/core';
import { createTestClock, settle, type TestClock } from '../../testing/src/test-clock.js';

interface Posted {
  readonly type: string;
  readonly requestId?: string;
  readonly payload?: Record<string, unknown> & { type: string };
  readonly result?: unknown;
  readonly error?: unknown;
}

/** The widget's end of a wire in memory: copies what is posted, as `postMessage` does. */
export interface TestWire {
  readonly transport: Transport;
  /** All that the page posted, in order. */
  readonly posted: readonly Posted[];
  emit(event: TransportEvent): void;
  bare(message: unknown): Promise<void>;
  push(type: string, body?: object): Promise<void>;
  /** Asks the page; returns the request's id. */
  ask(type: string, data: unknown, id?: string): Promise<string>;
  responses(id: string): readonly Posted[];
  /** The `service` of every register message. */
  services(): readonly Record<string, unknown>[];
  readonly listening: boolean;
}

export function createTestWire({ load = true } = {}): TestWire {
  const posted: Posted[] = [];
  let listener: ((event: TransportEvent) => void) | undefined;
  let next = 1;
  const emit = (event: TransportEvent): void => listener?.(event);
  const message = async (data: unknown): Promise<void> => {
    emit({ type: 'message', data: structuredClone(data) });
    await settle();
  };
  return {
    posted,
    emit,
    transport: {
      send: (envelope) => void posted.push(structuredClone(envelope) as Posted),
      subscribe(to) {
        listener = to;
        if (load) to({ type: 'load' });
        return () => {
          listener = undefined;
        };
      },
    },
    bare: message,
    push: (type, body = {}) =>
      message({ type: 'MessageTransport-push', payload: { type, ...body } }),
    async ask(type, data, id = `request-${next++}`) {
      await message({
        type: 'MessageTransport-request',
        requestId: id,
        payload: { requestType: type, data },
      });
      return id;
    },
    responses: (id) =>
      posted.filter(
        ({ type, requestId }) => type === 'MessageTransport-response' && requestId === id,
      ),
    services: () =>
      posted.flatMap(({ payload }) =>
        payload?.type === 'rc-ev-register' ? [payload['service'] as Record<string, unknown>] : [],
      ),
    get listening() {
      return listener !== undefined;
    },
  };
}

export interface TestHost {
  readonly host: Host;
  readonly wire: TestWire;
  readonly clock: TestClock;
  readonly events: { readonly [K in keyof HostEvents]: HostEvents[K][] };
}

type StartOptions = Partial<Omit<HostOptions, 'plugins'>> & {
  /** Declarations; they are made plugins here. */
  readonly plugins?: readonly PluginDefinition[];
};

/** A host on a wire in memory, with all its events kept. */
export async function startTestHost(
  { plugins = [], ...options }: StartOptions = {},
  wire: TestWire = createTestWire(),
): Promise<TestHost> {
  const clock = createTestClock();
  const host = createHost({
    service: 'Acme CRM',
    clock,
    widget: { transport: wire.transport },
    plugins: plugins.map((plugin) => definePlugin(plugin)),
    ...options,
  });
  const events: { [K in keyof HostEvents]: HostEvents[K][] } = {
    state: [],
    widget: [],
    registered: [],
    message: [],
    requestReceived: [],
    unhandled: [],
    invalid: [],
    failed: [],
    settledLate: [],
    deprecated: [],
  };
  for (const name of Object.keys(events) as (keyof HostEvents)[]) {
    host.on(name, (event) => void (events[name] as unknown[]).push(event));
  }
  await settle();
  return { host, wire, clock, events };
}

/** The data of a logCall, as the 1.0 widget sends it. */
export const LOG = {
  call: {
    id: '201910162213030139010000000016',
    direction: 'INBOUND',
    from: { phoneNumber: '6503945910', name: 'Ada Lovelace' },
    to: { phoneNumber: '6508652454' },
    telephonyStatus: 'CallConnected',
    sessionId: '2',
    telephonySessionId: '201910162213030139010000000016',
    partyId: '1554304',
    startTime: 1571277184000,
    offset: 0,
    fromMatches: [],
    toMatches: [],
    activityMatches: [],
  },
  task: { dispositionId: '32', notes: 'Wants a call back', summary: '' },
  sessionId: '201910162213030139010000000016$2',
} as const;

export const QUERY = [{ phoneNumber: '6503945910', callType: 'inbound' }] as const;
