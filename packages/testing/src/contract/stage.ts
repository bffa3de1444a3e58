import { createHost, type Host, type HostEvents, type HostOptions } from '@jackfield/core';
import { protocol } from '@jackfield/core/ringcx';
import { settle, type TestClock } from '../test-clock.js';
import { createWidget, type Widget } from '../widget/create-widget.js';
import { outcomeOf, type Outcome } from './outcome.js';
import { createPatience } from './patience.js';
import type { PluginClock } from './plugin-clock.js';
import { type Call, type LoosePlugin, spyOn } from './spy-plugin.js';

type Deadlines = HostOptions['deadlines'];

/** An event of the host. */
export interface SeenEvent {
  readonly name: keyof HostEvents;
  readonly detail: HostEvents[keyof HostEvents];
}

/** A request under way. */
export interface Asked {
  readonly name: string;
  readonly data: unknown;
  /** Milliseconds from asking to the deadline. */
  readonly deadlineMs: number;
  /** The deadline on the clock. */
  readonly dueAt: number;
  readonly isDone: boolean;
  readonly outcome: Outcome;
}

/** A widget and a host with one plugin, whose every call is known. */
export interface Stage {
  readonly plugin: LoosePlugin;
  readonly host: Host;
  readonly widget: Widget;
  readonly calls: readonly Call[];
  readonly events: readonly SeenEvent[];
  readonly clock: TestClock;
  readonly pluginClock: PluginClock;
  /** Waits until something is so; `false` if that will not be. */
  until(isDone: () => boolean, clockMs: number): Promise<boolean>;
  isOfRequest(target: unknown): boolean;
  /** Waits for the plugin's set-up. */
  ready(): Promise<void>;
  /** Asks, and does not wait. */
  start(name: string, data: unknown): Asked;
  /** Waits for all of these, in the order in which they are due. Throws if one hangs. */
  finish(asked: readonly Asked[]): Promise<readonly Outcome[]>;
  /** Asks and waits. */
  ask(name: string, data: unknown): Promise<Outcome>;
  /** Calls a handler without the host between, so that its signal can be aborted at any moment. */
  call(name: string, data: unknown, signal: AbortSignal): Call;
  /** Pushes, and waits for what the plugin does about it, if that ends. */
  push(name: string, body: unknown): Promise<readonly Call[]>;
  /** Closes the host, whatever hangs; `false` if the plugin's clean-up does. */
  close(): Promise<boolean>;
}

export interface StageOptions {
  readonly plugin: LoosePlugin;
  readonly clock: TestClock;
  readonly pluginClock: PluginClock;
  readonly deadlines: Deadlines;
  /** Milliseconds; asked for at each wait, since a plugin that has hung once gets less. */
  readonly graceMs: () => number;
  /** Told that something of the plugin has no end. */
  readonly stuck: () => void;
  /** The error of a request whose handler hangs. */
  readonly hung: (asked: Asked, came: string) => Error;
}

/** How long a push, a set-up or a clean-up is waited for, on the clock. */
export const ASIDE_MS = 10_000;
const ASIDE_GRACE_MS = 200;

/** All of them: what is personal may be in any. */
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

let stages = 0;

export function openStage(options: StageOptions): Stage {
  const { plugin, clock, pluginClock, deadlines, graceMs, hung, stuck } = options;
  const spy = spyOn(plugin);
  const widget = createWidget({ clock });
  const wait = createPatience(clock, pluginClock);
  const events: SeenEvent[] = [];
  stages += 1;
  let issued = 0;
  const host = createHost({
    // Of its own, so that hosts of other rules do not take it for a neighbour.
    service: `Contract ${stages}`,
    plugins: [spy.plugin],
    widget: { transport: widget.transport },
    clock,
    deadlines,
  });
  for (const name of EVENTS) host.on(name, (detail) => void events.push({ name, detail }));

  const until = (isDone: () => boolean, clockMs: number): Promise<boolean> =>
    wait(isDone, clockMs, graceMs());

  const deadlineOf = (name: string): number =>
    (deadlines as Readonly<Record<string, number | undefined>> | undefined)?.[name] ??
    protocol.requests[name as keyof typeof protocol.requests].deadlineMs;

  function hang(asked: Asked): never {
    const [timer] = pluginClock.timers;
    const error = hung(
      asked,
      timer
        ? `none by then; the plugin waits for its ${timer.what}, made at ${timer.madeAt}`
        : `none: on the clock it waits for nothing, and nothing came in ${graceMs()} ms of real time`,
    );
    stuck();
    // So that it is answered after all, and the host can be closed.
    void clock.advance(Math.max(0, asked.dueAt - clock.elapsed()) + 1);
    throw error;
  }

  function start(name: string, data: unknown): Asked {
    const deadlineMs = deadlineOf(name);
    const asked = { name, data, deadlineMs, dueAt: clock.elapsed() + deadlineMs };
    let outcome: Outcome | undefined;
    const index = issued;
    issued += 1;
    void (widget.request as (name: string, data: unknown) => Promise<Outcome['answer']>)(
      name,
      structuredClone(data),
    ).then((answer) => {
      // The widget asks nothing of its own here, and in the order in which it is told to.
      const { id, responses } = widget.asked[index] as Widget['asked'][number];
      const call = spy.calls.find(({ requestId }) => requestId === id);
      outcome = outcomeOf(name, answer, responses, call);
    });
    return {
      ...asked,
      get isDone() {
        return outcome !== undefined;
      },
      get outcome() {
        return outcome as Outcome;
      },
    };
  }

  async function finish(asked: readonly Asked[]): Promise<readonly Outcome[]> {
    for (const each of [...asked].sort((a, b) => a.dueAt - b.dueAt)) {
      const left = each.dueAt - clock.elapsed() - 1;
      if (!(await until(() => each.isDone, left))) hang(each);
    }
    return asked.map(({ outcome }) => outcome);
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
      if (!(await until(isOver(spy.calls), ASIDE_MS))) stuck();
    },
    ask: async (name, data) => (await finish([start(name, data)]))[0] as Outcome,
    call(name, data, signal) {
      const handler = (spy.plugin as unknown as LoosePlugin).requests?.[name];
      const requestId = `direct-${spy.calls.length}`;
      const deadlineAt = clock.now() + deadlineOf(name);
      const context = { signal, deadlineAt, requestId, request: name };
      const index = spy.calls.length;
      // What it throws is in the call's record.
      void new Promise((resolve) => {
        resolve(handler?.(structuredClone(data), context));
      }).catch(() => undefined);
      return spy.calls[index] as Call;
    },
    async push(name, body) {
      const before = spy.calls.length;
      await (widget.push as (name: string, body: unknown) => Promise<void>)(name, body);
      const calls = spy.calls.slice(before);
      await wait(isOver(calls), ASIDE_MS, Math.min(ASIDE_GRACE_MS, graceMs()));
      return calls;
    },
    async close() {
      let isClosed = false;
      void host.close().then(() => {
        isClosed = true;
      });
      const isClean = await until(() => isClosed, ASIDE_MS);
      // A handler that hangs keeps it from closing, until it is told that nobody waits.
      if (!isClean) {
        stuck();
        void host.close({ now: true });
      }
      await settle();
      widget.close();
      return isClean;
    },
  };
}
