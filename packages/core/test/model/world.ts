import { createHost, type Host } from '@jackfield/core';
import type { Widget } from '../../../testing/src/index.js';
import { createTestClock, settle, type TestClock } from '../../../testing/src/test-clock.js';
import { makePlugin, PLUGIN_NAMES, type PluginName, type RequestName } from './plugins.js';
import { createSlot, type Slot } from './slot.js';

export const SERVICE = 'Acme CRM';
export const EVENTS = [
  'failed',
  'invalid',
  'unhandled',
  'settledLate',
  'registered',
  'message',
] as const;

/** One request, and what the host owes it. */
export interface Question {
  readonly id: string;
  readonly name: RequestName;
  readonly widget: Widget;
  readonly isOurs: boolean;
  /** How many answers there may be at most. */
  readonly most: number;
}

/** The real thing: a host, the place of its frame, and all that was asked. */
export interface World {
  readonly clock: TestClock;
  readonly slot: Slot;
  readonly plugins: Readonly<Record<PluginName, ReturnType<typeof makePlugin>>>;
  readonly removers: Map<PluginName, () => Promise<void>>;
  readonly questions: Question[];
  readonly strays: Promise<unknown>[];
  /** Hosts of other widgets, which must not be noticed. */
  readonly others: { readonly host: Host; readonly slot: Slot }[];
  host: Host | undefined;
}

export function startHost(world: World, plugins: readonly PluginName[]): Host {
  const host = createHost({
    service: SERVICE,
    clock: world.clock,
    widget: { transport: world.slot.transport },
    plugins: plugins.map((name) => world.plugins[name]),
  });
  // What nobody listens to would go to the runner as an error of its own.
  for (const name of EVENTS) host.on(name, () => undefined);
  return host;
}

export function createWorld(): World {
  const clock = createTestClock();
  const plugins = Object.fromEntries(PLUGIN_NAMES.map((name) => [name, makePlugin(name, clock)]));
  return {
    clock,
    slot: createSlot(clock),
    plugins: plugins as World['plugins'],
    removers: new Map(),
    questions: [],
    strays: [],
    others: [],
    host: undefined,
  };
}

const responsesTo = ({ widget, id }: Question): number =>
  widget.received.filter(({ envelope }) => {
    const { type, requestId } = envelope as { type?: unknown; requestId?: unknown };
    return type === 'MessageTransport-response' && requestId === id;
  }).length;

/** The names that registered with a widget, each once. */
const namesAt = (widget: Widget): readonly unknown[] => [
  ...new Set(
    widget.received
      .filter(({ name }) => name === 'register')
      .map(
        ({ envelope }) =>
          (envelope as { payload: { service: { name: unknown } } }).payload.service.name,
      ),
  ),
];

function expect(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}

/** What the widget has registered, and what it should have. */
export function checkRegistration({ slot }: World, capabilities: readonly string[]): void {
  const { service } = slot.widget as Widget;
  const flags = Object.entries(service ?? {}).filter(
    ([name, on]) => name !== 'name' && on === true,
  );
  const on = flags.map(([name]) => name).sort();
  expect(service?.name === SERVICE, `expected the service ${SERVICE}, received ${service?.name}`);
  expect(
    on.join() === [...capabilities].sort().join(),
    `expected the flags [${[...capabilities].sort().join()}], received [${on.join()}]`,
  );
}

/** What must hold once all time-outs are over, whatever happened before. */
export async function checkWorld(world: World): Promise<void> {
  const { clock, slot, questions } = world;
  await clock.advance(120_000);
  for (const widget of slot.widgets.keys()) {
    const names = namesAt(widget);
    expect(names.length <= 1, `expected one provider name, received ${names.join()}`);
  }
  for (const question of questions) {
    const count = responsesTo(question);
    const { name, isOurs, widget, most } = question;
    const isGone = slot.widgets.get(widget)?.isGone ?? false;
    const title = `${name} ${question.id}: expected`;
    if (!isOurs) expect(count === 0, `${title} no answer, as it is not ours, received ${count}`);
    else {
      const least = isGone ? 0 : 1;
      expect(
        count >= least && count <= most,
        `${title} ${least} to ${most} answers, received ${count}`,
      );
    }
  }
  const closing = [world.host, ...world.others.map(({ host }) => host)].map((host) =>
    host?.close(),
  );
  await clock.advance(120_000);
  await Promise.all(closing);
  await Promise.all(world.strays);
  for (const widget of slot.widgets.keys()) widget.close();
  for (const other of world.others) for (const widget of other.slot.widgets.keys()) widget.close();
  await settle();
  expect(clock.pending === 0, `expected no timer, received ${clock.pending}`);
}
