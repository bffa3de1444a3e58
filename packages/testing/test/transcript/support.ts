import {
  createHost,
  definePlugin,
  type Host,
  type HostOptions,
  type Plugin,
  type PluginDefinition,
  type Transport,
  type TransportEvent,
} from '@jackfield/core';
import {
  createTestClock,
  createWidget,
  record,
  type RecordOptions,
  type Replay,
  replay,
  type ReplayOptions,
  type Tape,
  type TestClock,
} from '@jackfield/testing';

import { fromJson } from '@jackfield/plugin-kit/special-values';
import { settle } from '../../src/test-clock.js';

/** Everything personal that {@link recordCall} has in it. */
export const SECRETS = [
  '6505550142',
  'Ada Lovelace',
  'Lovelace',
  'call back',
  'crm-77',
  'ada@acme.example',
  'kept from all',
] as const;

type Requests = NonNullable<PluginDefinition['requests']>;

/** What a CRM answers about the caller of {@link recordCall}. */
export const matchContacts: NonNullable<Requests['matchContacts']> = (queries) =>
  Object.fromEntries(
    queries.map(({ phoneNumber }) => [
      phoneNumber,
      [
        {
          id: 'crm-77',
          type: 'acme',
          name: 'Ada Lovelace',
          phoneNumbers: [{ phoneNumber: `+1${phoneNumber}`, phoneType: 'direct' }],
          email: 'ada@acme.example',
        },
      ],
    ]),
  );

/** A CRM that answers about calls. */
export const crm = (requests: Requests = {}): readonly Plugin[] => [
  definePlugin({
    name: 'acme',
    requests: {
      matchContacts,
      logCall: () => 'kept from all',
      matchCallLogs: (keys) => Object.fromEntries(keys.map((key) => [key, [{ id: `log-${key}` }]])),
      ...requests,
    },
    pushes: { ringCall: () => undefined },
  }),
];

type Start = (widget: { readonly transport: Transport; readonly clock: TestClock }) => Host;

/** Starts a host with these plugins, for a recording or for a replay. */
export const startWith =
  (plugins: readonly Plugin[], options: Partial<HostOptions> = {}): Start =>
  ({ transport, clock }) =>
    createHost({ service: 'Acme CRM', plugins, widget: { transport }, clock, ...options });

/** Records a call from its ring to its log, and a command and a request of the page. */
export async function recordCall(
  start: Start = startWith(crm()),
  options?: RecordOptions,
): Promise<Tape & { readonly widget: ReturnType<typeof createWidget> }> {
  const widget = createWidget();
  const host = start({ transport: widget.transport, clock: widget.clock });
  const tape = record(host, options);
  await widget.inboundCall({ from: '6505550142' });
  await widget.answer();
  await widget.clock.advance(30_000);
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'Wants a call back' });
  await host.send('clickToDial', { phoneNumber: '+16505550142' });
  await host.request('checkPopupWindow');
  await host.close();
  tape.stop();
  widget.close();
  return Object.assign(tape, { widget });
}

/** A host on a wire whose other end is the test. */
export interface Line {
  readonly host: Host;
  readonly tape: Tape;
  readonly clock: TestClock;
  readonly posted: readonly { readonly [member: string]: unknown }[];
  emit(event: TransportEvent): Promise<void>;
  /** Posts to the page as the widget's window does. */
  post(message: unknown): Promise<void>;
  push(type: string, body: object): Promise<void>;
  ask(type: string, data: unknown, id: string): Promise<void>;
}

/** Makes a host and records it from its first moment on. */
export async function openLine(
  start: Start = startWith(crm()),
  options: RecordOptions & { readonly load?: boolean } = {},
): Promise<Line> {
  const clock = createTestClock();
  const posted: { readonly [member: string]: unknown }[] = [];
  let listener: (event: TransportEvent) => void = () => undefined;
  const transport: Transport = {
    send: (envelope) => void posted.push(structuredClone(envelope) as (typeof posted)[number]),
    subscribe(subscribed) {
      listener = subscribed;
      if (options.load ?? true) subscribed({ type: 'load' });
      return () => undefined;
    },
  };
  const host = start({ transport, clock });
  const tape = record(host, options);
  const emit = async (event: TransportEvent): Promise<void> => {
    listener(event);
    await settle();
  };
  const post = (message: unknown): Promise<void> =>
    emit({ type: 'message', data: structuredClone(message) });
  await settle();
  return {
    host,
    tape,
    clock,
    posted,
    emit,
    post,
    push: (type, body) => post({ type: 'MessageTransport-push', payload: { type, ...body } }),
    ask: (requestType, data, requestId) =>
      post({ type: 'MessageTransport-request', requestId, payload: { requestType, data } }),
  };
}

/** A line of a transcript as it is read, of any shape. */
// oxlint-disable-next-line no-explicit-any -- a test looks deep into it
type AnyLine = Readonly<Record<string, any>>;

/** The lines of a transcript as they are read. */
export const linesOf = (text: string): readonly AnyLine[] =>
  text
    .trim()
    .split('\n')
    .map((line) => fromJson(JSON.parse(line)) as AnyLine);

/** Replays to a CRM of another kind. */
export const replayTo = (
  { text }: Pick<Tape, 'text'>,
  start: Start = startWith(crm()),
  options?: ReplayOptions,
): Promise<Replay> => replay(text(), start, options);
