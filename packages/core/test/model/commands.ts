import type { Host, Messages } from '@jackfield/core';
import { protocol } from '@jackfield/core/ringcx';
import { examples, type Widget } from '../../../testing/src/index.js';
import * as fc from 'fast-check';
import { settle } from '../../../testing/src/test-clock.js';
import { HANDLED, PLUGIN_NAMES, type PluginName, type RequestName } from './plugins.js';
import { createSlot } from './slot.js';
import { checkRegistration, SERVICE, startHost, type World } from './world.js';

/** What should be, derived only from what was done. */
export interface Model {
  isOpen: boolean;
  hasFrame: boolean;
  readonly plugins: Set<PluginName>;
  /** Those that were added while the host ran, and can be removed again. */
  readonly removable: Set<PluginName>;
  /** Capabilities that this host has ever asked the widget for. */
  readonly asked: Set<RequestName>;
  count: number;
}

export type Command = fc.AsyncCommand<Model, World>;

const NAMES = Object.keys(protocol.requests) as RequestName[];

const handledBy = (plugins: Iterable<PluginName>): readonly RequestName[] =>
  NAMES.filter((name) => [...plugins].some((plugin) => HANDLED[plugin].includes(name)));

/** After each command: what is registered is what the plugins that are there declare. */
async function registered(model: Model, world: World): Promise<void> {
  await settle();
  if (!model.isOpen || !model.hasFrame) return;
  const names = handledBy(model.plugins);
  for (const name of names) model.asked.add(name);
  checkRegistration(
    world,
    names.map((name) => protocol.requests[name].capability),
  );
}

function command(
  name: string,
  check: (model: Model) => boolean,
  run: (model: Model, world: World) => unknown,
): Command {
  return {
    check,
    async run(model, world) {
      await run(model, world);
      await registered(model, world);
    },
    toString: () => name,
  };
}

const VALID = {
  logCall: examples('logCall')[0],
  matchCallLogs: examples('matchCallLogs')[0],
  matchContacts: examples('matchContacts')[0],
  viewLead: examples('viewLead')[0],
} satisfies { [K in RequestName]: unknown };

/** Asks `times` times under one id, before the host can have answered. */
function ask(
  name: RequestName,
  data: unknown,
  times: number,
): (model: Model, world: World) => void {
  return (model, { slot, questions, host }) => {
    const widget = slot.widget as Widget;
    model.count += 1;
    const id = `${name}-${model.count}`;
    const isOurs = host !== undefined && host.state !== 'closed' && model.asked.has(name);
    // What is declined is declined at once: a repetition comes after that, as a request of its own.
    const isDeclined = host?.state === 'closing' || !handledBy(model.plugins).includes(name);
    questions.push({ id, name, widget, isOurs, most: isDeclined ? times : 1 });
    for (let time = 0; time < times; time += 1)
      void widget.post({
        type: 'MessageTransport-request',
        requestId: id,
        payload: { requestType: protocol.requests[name].type, data },
      });
  };
}

const whenOpen = (model: Model): boolean => model.isOpen;
const whenFrame = (model: Model): boolean => model.hasFrame;

/** Keeps a promise whose outcome depends on when the widget comes and goes. */
const stray = (world: World, promise: Promise<unknown>): void =>
  void world.strays.push(promise.catch(() => undefined));

function close(model: Model, world: World, now: boolean): void {
  model.isOpen = false;
  model.plugins.clear();
  model.removable.clear();
  stray(world, (world.host as Host).close({ now }));
}

const pluginNames = fc.subarray([...PLUGIN_NAMES]);
const onePlugin = fc.constantFrom(...PLUGIN_NAMES);
const oneRequest = fc.constantFrom(...NAMES);

const requests = fc
  .tuple(oneRequest, fc.boolean(), fc.constantFrom(1, 1, 3))
  .map(([name, valid, times]) =>
    command(
      `${times} × ${name}${valid ? '' : ', invalid'}`,
      whenFrame,
      ask(name, valid ? VALID[name] : { call: 7 }, times),
    ),
  );

/** Everything that page, widget, frame and time may do. */
export const commands: readonly fc.Arbitrary<Command>[] = [
  pluginNames.map((names) =>
    command(
      `start(${names.join()})`,
      ({ isOpen }) => !isOpen,
      async (model, world) => {
        // One host has the frame at a time: the one before must be done.
        await world.clock.advance(20_000);
        await world.host?.close();
        world.host = startHost(world, names);
        model.isOpen = true;
        model.asked.clear();
        for (const name of names) model.plugins.add(name);
      },
    ),
  ),
  onePlugin.map((name) =>
    command(
      `add(${name})`,
      ({ isOpen, plugins }) => isOpen && !plugins.has(name),
      (model, world) => {
        world.removers.set(name, (world.host as Host).add(world.plugins[name]));
        model.plugins.add(name);
        model.removable.add(name);
      },
    ),
  ),
  onePlugin.map((name) =>
    command(
      `remove(${name})`,
      ({ isOpen, removable }) => isOpen && removable.has(name),
      (model, world) => {
        model.removable.delete(name);
        model.plugins.delete(name);
        stray(world, (world.removers.get(name) as () => Promise<void>)());
      },
    ),
  ),
  fc.boolean().map((slow) =>
    command(
      slow ? 'frame that starts before its load' : 'frame',
      () => true,
      (model, { slot }) => {
        slot.attach(slow);
        model.hasFrame = true;
      },
    ),
  ),
  fc.constant(
    command('frame is removed', whenFrame, (model, { slot }) => {
      slot.remove();
      model.hasFrame = false;
    }),
  ),
  fc.constant(command('load', whenFrame, (_model, { slot }) => slot.load())),
  fc.constant(command('init', whenFrame, (_model, { slot }) => slot.widget?.init())),
  fc
    .constantFrom('stays' as const, 'ends' as const)
    .map((worker) =>
      command(`reload, the worker ${worker}`, whenFrame, (_model, { slot }) =>
        slot.widget?.reload({ worker }),
      ),
    ),
  // Most of what happens.
  ...Array.from({ length: 8 }, () => requests),
  fc.constant(
    command('ring', whenFrame, (_model, { slot }) =>
      slot.widget?.push('ringCall', examples('ringCall')[0] as Messages['pushes']['ringCall']),
    ),
  ),
  fc.constant(
    command('something strange', whenFrame, (_model, { slot }) =>
      slot.widget?.post({ type: 'MessageTransport-request', requestId: 'x', payload: null }),
    ),
  ),
  fc.constant(
    command('the page dials', whenOpen, (_model, world) =>
      stray(world, (world.host as Host).send('clickToDial', { phoneNumber: '+16505550142' })),
    ),
  ),
  fc.constant(
    command('the page asks', whenOpen, (_model, world) =>
      stray(world, (world.host as Host).request('checkPopupWindow')),
    ),
  ),
  fc.constant(command('close', whenOpen, (model, world) => close(model, world, false))),
  fc.constant(command('close now', whenOpen, (model, world) => close(model, world, true))),
  fc.constant(
    command('another host on another frame', whenOpen, async (_model, world) => {
      const slot = createSlot(world.clock);
      slot.attach(false);
      const host = startHost({ ...world, slot }, ['quick']);
      world.others.push({ host, slot });
      await settle();
      const { service } = slot.widget as Widget;
      if (service?.name !== SERVICE || service.leadViewerEnabled)
        throw new Error('another host is not registered for itself');
    }),
  ),
  fc.constantFrom(10, 2_000, 6_000, 16_000, 95_000).map((ms) =>
    command(
      `${ms} ms`,
      () => true,
      (_model, { clock }) => clock.advance(ms),
    ),
  ),
];
