import type { Clock, Host, Lead, Plugin, Task, Transport } from '@jackfield/core';
import { createHost as createRingcxHost } from '@jackfield/core';
import {
  createHost as createRingexHost,
  createRingex,
  type RingexMessages,
} from '@jackfield/ringex';
import {
  createRingexWidget,
  createWidget,
  type RingexVersion,
  type TestClock,
  type WidgetVersion,
} from '@jackfield/testing';
import type { Answer } from '../../../../packages/testing/src/simulator/answer.js';

/** A host, of either wire. */
export type AnyHost = Host | Host<RingexMessages>;

/** A call of the widget's list. */
export interface StoryCall {
  readonly key: string;
  readonly logged: boolean;
  readonly matches: readonly unknown[];
  /** What the widget shows beside a log that is not delivered; RingCX shows nothing. */
  readonly statusRow?: Readonly<Record<string, unknown>> | undefined;
}

/** What an answer to a log may be. */
interface Outcome {
  readonly status: string;
  readonly ms: number;
}

/** What both simulated widgets can. */
export interface StoryWidget {
  readonly clock: TestClock;
  readonly transport: Transport;
  readonly call: StoryCall | undefined;
  readonly history: readonly StoryCall[];
  readonly errors: readonly unknown[];
  readonly requests: readonly {
    readonly name: string;
    readonly status: string;
    readonly responses: number;
    readonly ms?: number | undefined;
    readonly result?: unknown;
  }[];
  readonly received: readonly {
    readonly name?: string | undefined;
    readonly issues?: readonly string[] | undefined;
  }[];
  inboundCall(call: { readonly from: string }): Promise<unknown>;
  dial(phoneNumber: string): Promise<void>;
  answer(): Promise<unknown>;
  hangUp(): Promise<unknown>;
  submitDisposition(task?: Task): Promise<Outcome | undefined>;
  openTab(): Promise<{ readonly transport: Transport; close(): Promise<void> }>;
  reload(): Promise<void>;
  getLeads(): Promise<void>;
  viewLead(lead: Lead): Promise<Answer | undefined>;
  callLead(lead: Lead, destination?: string): Promise<void>;
  close(): void;
}

/** Logs by the keys of their calls. */
type Found = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** A page with a host, and its widget. */
export interface Story {
  readonly widget: StoryWidget;
  readonly clock: TestClock;
  readonly host: AnyHost;
  /** Opens the widget in another tab, with a host of its own. */
  openTab(plugins: readonly Plugin[]): Promise<AnyHost>;
  reload(): Promise<void>;
  /** The logs that the widget gets when it asks for those of a call. */
  find(key: string): Promise<Found[string]>;
  /** The row of a call in the list of the widget that was reloaded. */
  row(key: string): Promise<StoryCall | undefined>;
  /** Lets so much time pass. A database needs turns of the event loop between the timers. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until this is done. */
  during<T>(work: Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A widget on one of both wires. */
export interface StoryWire {
  readonly name: string;
  readonly wire: 'ringcx' | 'ringex';
  /** Whether it has leads. */
  readonly hasLeads: boolean;
  open(plugins: readonly Plugin[], service?: string): Promise<Story>;
}

const STEP_MS = 250;

const turns = async (count = 30): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((done) => setImmediate(done));
};

/** The leads that the agent may fetch. */
export const LEADS: readonly Lead[] = [
  { leadId: 'lead-1', firstName: 'Ada', destination: '6505550142', leadState: 'PENDING' },
  { leadId: 'lead-2', firstName: 'Bob', destination: '6505550143', leadState: 'PENDING' },
];

async function begin(
  widget: StoryWidget,
  start: (transport: Transport, plugins: readonly Plugin[]) => AnyHost,
  plugins: readonly Plugin[],
  again: () => Promise<unknown>,
  ask: (key: string) => Promise<Found | undefined>,
): Promise<Story> {
  const hosts: AnyHost[] = [];
  const { clock } = widget;
  const add = async (transport: Transport, of: readonly Plugin[]): Promise<AnyHost> => {
    const host = start(transport, of);
    hosts.push(host);
    await turns();
    return host;
  };
  const host = await add(widget.transport, plugins);
  const pass: Story['pass'] = async (ms) => {
    for (let left = ms; left > 0; left -= STEP_MS) {
      await clock.advance(Math.min(STEP_MS, left));
      await turns(10);
    }
  };
  const during: Story['during'] = async (work) => {
    const state = { isDone: false };
    const end = (): void => void (state.isDone = true);
    void work.then(end, end);
    for (await turns(); !state.isDone;) await pass(STEP_MS);
    return work;
  };
  await again();
  await turns();
  const reload = async (): Promise<void> => {
    await widget.reload();
    // The widget starts, and begins to listen.
    await pass(2_000);
    await again();
    await turns();
  };
  return {
    widget,
    clock,
    host,
    openTab: async (of) => add((await widget.openTab()).transport, of),
    reload,
    async find(key) {
      await pass(15_000);
      return (await during(ask(key)))?.[key] ?? [];
    },
    async row(key) {
      await pass(15_000);
      await reload();
      await pass(10_000);
      return widget.history.find((call) => call.key === key);
    },
    pass,
    during,
    async close() {
      await during(Promise.all(hosts.map((each) => each.close({ now: true }))));
      widget.close();
    },
  };
}

const onRingcx = (version: WidgetVersion): StoryWire => ({
  name: `RingCX ${version}`,
  wire: 'ringcx',
  hasLeads: true,
  async open(plugins, service = 'Acme CRM') {
    const made = createWidget({ version, leads: LEADS });
    const widget = made as unknown as StoryWidget;
    const clock: Clock = made.clock;
    return begin(
      widget,
      (transport, of) => createRingcxHost({ service, plugins: of, clock, widget: { transport } }),
      plugins,
      async () => undefined,
      async (key) => (await made.request('matchCallLogs', [key])).result as Found | undefined,
    );
  },
});

const onRingex = (version: RingexVersion, ringcx?: true): StoryWire => ({
  name: `RingEX ${version}${ringcx ? ' with RingCX' : ''}`,
  wire: 'ringex',
  hasLeads: ringcx === true,
  async open(plugins, service = 'Acme CRM') {
    const made = createRingexWidget({ version, ...(ringcx && { ringcx, leads: LEADS }) });
    const widget = made as unknown as StoryWidget;
    const clock: Clock = made.clock;
    let isStarted = false;
    return begin(
      widget,
      (transport, of) =>
        createRingexHost({
          service,
          plugins: of,
          clock,
          widget: { transport },
          protocol: createRingex(),
        }),
      plugins,
      async () => {
        // A reload restores the session of the agent.
        if (ringcx && !isStarted) await made.startAgentSession();
        isStarted = true;
      },
      async (key) => {
        const { result } = await made.request('matchCallLogs', { sessionIds: [key] });
        return (result as { readonly data?: Found } | undefined)?.data;
      },
    );
  },
});

/** Every widget that the same plugins must run on. */
export const WIRES: readonly StoryWire[] = [
  onRingcx('0.x'),
  onRingcx('1.0'),
  onRingcx('next'),
  onRingex('2.x'),
  onRingex('3.x'),
  onRingex('3.1'),
  onRingex('3.1', true),
];

export const CALLER = '+16505550142';

/** One call, from its ring to what the agent saves of it; resolves with its key. */
export async function talk(
  { widget, during }: Story,
  notes: string,
): Promise<{ readonly key: string; readonly outcome: Outcome | undefined }> {
  await during(widget.inboundCall({ from: CALLER }));
  await during(widget.answer());
  return finish({ widget, during }, notes);
}

/** The end of a call, and what the agent saves of it. */
export async function finish(
  { widget, during }: Pick<Story, 'widget' | 'during'>,
  notes: string,
): ReturnType<typeof talk> {
  const { key } = widget.call as StoryCall;
  await during(widget.hangUp());
  const task = { dispositionId: '1101', notes, summary: '' };
  return { key, outcome: await during(widget.submitDisposition(task)) };
}

/** What was wrong on the wire: a request without its one response, an error of the widget, an invalid message. */
export const faultsOf = ({ widget }: Story): readonly unknown[] => [
  ...widget.errors,
  ...widget.requests.filter(
    ({ status, responses }) => responses > 1 || (status === 'answered' && responses !== 1),
  ),
  ...widget.requests.filter(({ status }) => status === 'timeout' || status === 'failed'),
  ...widget.received.filter(({ issues }) => issues),
];
