import type { Host, HostEvents, HostOptions } from '@jackfield/core';
import { settle, type TestClock } from '../test-clock.js';
import type { ContractWire, WidgetEnd } from './contract-wire.js';
import { outcomeOf, type Outcome } from './outcome.js';
import { isTracked } from './track-reads.js';
import { createWaitUntil } from './wait-until.js';
import type { PluginClock } from './plugin-clock.js';
import { turn } from './real-time.js';
import { type Call, type LoosePlugin, spyOn } from './spy-plugin.js';

type Deadlines = HostOptions['deadlines'];

/** An event of the host. */
export interface SeenEvent {
  readonly name: keyof HostEvents;
  readonly detail: HostEvents[keyof HostEvents];
}

/** A request that is in progress. */
export interface PendingRequest {
  readonly name: string;
  readonly data: unknown;
  /** Milliseconds from the request to the deadline. */
  readonly deadlineMs: number;
  /** The deadline on the clock. */
  readonly dueAt: number;
  readonly isDone: boolean;
  readonly outcome: Outcome;
}

/** A widget and a host with one plugin, whose calls are all recorded. */
export interface Harness {
  readonly plugin: LoosePlugin;
  readonly host: Host;
  readonly widget: WidgetEnd;
  readonly calls: readonly Call[];
  readonly events: readonly SeenEvent[];
  readonly clock: TestClock;
  readonly pluginClock: PluginClock;
  /** Waits until `isDone` returns true; resolves with `false` if it never will. */
  until(isDone: () => boolean, clockMs: number): Promise<boolean>;
  isOfRequest(target: unknown): boolean;
  /** Waits for the plugin's set-up. */
  ready(): Promise<void>;
  /** Sends a request and does not wait for its answer. */
  start(name: string, data: unknown): PendingRequest;
  /** Waits for all of these requests, in the order of their deadlines. Throws if one hangs. */
  finish(requests: readonly PendingRequest[]): Promise<readonly Outcome[]>;
  /** Sends a request and waits for its answer. */
  request(name: string, data: unknown): Promise<Outcome>;
  /** Calls a handler directly, without the host, so that its signal can be aborted at any time. */
  call(name: string, data: unknown, signal: AbortSignal): Call;
  /** Sends a push, and waits for the plugin's listeners, if they end. */
  push(name: string, body: unknown): Promise<readonly Call[]>;
  /** Closes the host, even if the plugin hangs; resolves with `false` if its clean-up hangs. */
  close(): Promise<boolean>;
}

export interface HarnessOptions {
  readonly wire: ContractWire;
  /** Declares the plugin's copy, for the wire that the plugin was made for. */
  readonly define: ContractWire['define'];
  readonly plugin: LoosePlugin;
  readonly clock: TestClock;
  readonly pluginClock: PluginClock;
  readonly deadlines: Deadlines;
  /** Milliseconds; read at each wait, because a plugin that has hung once gets less. */
  readonly graceMs: () => number;
  /** The same for a set-up or clean-up. */
  readonly closeGraceMs: () => number;
  /** Called when a set-up or clean-up hangs. */
  readonly onHang: () => void;
  /** The error of a request without an answer; `isHanging` if no timer of the clock leads to one. */
  readonly hangError: (request: PendingRequest, received: string, isHanging: boolean) => Error;
  /** Called before each request; may throw. */
  readonly onRequest: () => void;
}

/** How long to wait for a push, a set-up or a clean-up, on the clock. */
export const MAX_WAIT_MS = 10_000;
const MAX_GRACE_MS = 200;
/** How many timers of a plugin may fire after the deadline until its handler counts as hanging. */
const MOST_TIMERS = 1_000;

/** All events: any of them may contain personal data. */
const EVENTS = Object.keys({
  state: 0,
  widget: 0,
  registered: 0,
  message: 0,
  requestReceived: 0,
  unhandled: 0,
  invalid: 0,
  failed: 0,
  settledLate: 0,
  deprecated: 0,
} satisfies Record<keyof HostEvents, 0>) as readonly (keyof HostEvents)[];

let harnessCount = 0;

export function openHarness(options: HarnessOptions): Harness {
  const { plugin, clock, pluginClock, deadlines, graceMs, closeGraceMs, onRequest } = options;
  const { wire, hangError, onHang } = options;
  const spy = spyOn(plugin, options.define);
  const widget = wire.open(clock);
  const wait = createWaitUntil(clock, pluginClock);
  const events: SeenEvent[] = [];
  harnessCount += 1;
  let issued = 0;
  const host = wire.start({
    // A unique name, so that no other host takes it for the same service in another tab.
    service: `Contract ${harnessCount}`,
    plugin: spy.plugin,
    widget: { transport: widget.transport },
    clock,
    deadlines,
  });
  for (const name of EVENTS) host.on(name, (detail) => void events.push({ name, detail }));

  const until = (isDone: () => boolean, clockMs: number): Promise<boolean> =>
    wait(isDone, clockMs, graceMs());
  const untilClosed = (isDone: () => boolean): Promise<boolean> =>
    wait(isDone, MAX_WAIT_MS, closeGraceMs());

  const deadlineOf = (name: string): number =>
    (deadlines as Readonly<Record<string, number | undefined>> | undefined)?.[name] ??
    (wire.requests[name]?.deadlineMs as number);

  /** Whether the plugin's timers lead to an answer: one that is pending may be a cache's. */
  async function waitsForTimers(request: PendingRequest): Promise<boolean> {
    for (let fired = 0; fired < MOST_TIMERS && pluginClock.fireNext(); fired += 1) {
      await turn();
      await settle();
      if (request.isDone) return true;
    }
    return false;
  }

  async function throwHang(request: PendingRequest): Promise<never> {
    const [timer] = pluginClock.timers;
    const isHanging = !(await waitsForTimers(request));
    const error = hangError(
      request,
      timer && !isHanging
        ? `no answer by then; the plugin waits for its ${timer.what}, created at ${timer.createdAt}`
        : `no answer: the handler waits for no timer of its clock, and ${graceMs()} ms of real time passed without progress`,
      isHanging,
    );
    // Passes the deadline, so that the request is answered and the host can be closed.
    void clock.advance(Math.max(0, request.dueAt - clock.elapsed()) + 1);
    throw error;
  }

  function start(name: string, data: unknown): PendingRequest {
    onRequest();
    const deadlineMs = deadlineOf(name);
    const request = { name, data, deadlineMs, dueAt: clock.elapsed() + deadlineMs };
    let outcome: Outcome | undefined;
    const index = issued;
    issued += 1;
    void widget.request(name, structuredClone(data)).then((answer) => {
      // Here the widget sends no request of its own, so its record has the same order.
      const { id, responses } = widget.requests[index] as WidgetEnd['requests'][number];
      const call = spy.calls.find(({ requestId }) => requestId === id);
      outcome = outcomeOf(wire, name, answer, responses, call);
    });
    return {
      ...request,
      get isDone() {
        return outcome !== undefined;
      },
      get outcome() {
        return outcome as Outcome;
      },
    };
  }

  async function finish(requests: readonly PendingRequest[]): Promise<readonly Outcome[]> {
    for (const each of [...requests].sort((a, b) => a.dueAt - b.dueAt)) {
      const left = each.dueAt - clock.elapsed() - 1;
      if (!(await until(() => each.isDone, left))) await throwHang(each);
    }
    return requests.map(({ outcome }) => outcome);
  }

  const isOver = (calls: readonly Call[]) => () => calls.every(({ state }) => state !== 'running');

  return {
    plugin,
    host,
    widget,
    events,
    clock,
    pluginClock,
    until,
    calls: spy.calls,
    isOfRequest: spy.isOfRequest,
    start,
    finish,
    async ready() {
      await settle();
      if (!(await untilClosed(isOver(spy.calls)))) onHang();
    },
    request: async (name, data) => (await finish([start(name, data)]))[0] as Outcome,
    call(name, data, signal) {
      const handler = (spy.plugin as unknown as LoosePlugin).requests?.[name];
      const requestId = `direct-${spy.calls.length}`;
      const deadlineAt = clock.now() + deadlineOf(name);
      const context = { signal, ask: spy.ask, deadlineAt, requestId, request: name };
      const index = spy.calls.length;
      // What it throws is in the call's record.
      void new Promise((resolve) => {
        resolve(handler?.(isTracked(data) ? data : structuredClone(data), context));
      }).catch(() => undefined);
      return spy.calls[index] as Call;
    },
    async push(name, body) {
      const before = spy.calls.length;
      await widget.push(name, body);
      const calls = spy.calls.slice(before);
      await wait(isOver(calls), MAX_WAIT_MS, Math.min(MAX_GRACE_MS, graceMs()));
      return calls;
    },
    async close() {
      let isClosed = false;
      void host.close().then(() => {
        isClosed = true;
      });
      const isClean = await untilClosed(() => isClosed);
      // A handler that hangs keeps the host from closing, until its signal aborts.
      if (!isClean) {
        onHang();
        void host.close({ now: true });
      }
      await settle();
      widget.close();
      return isClean;
    },
  };
}
