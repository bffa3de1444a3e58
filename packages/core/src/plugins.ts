import type { Clock } from './clock.js';
import { JackfieldError, unexpected } from './errors.js';
import type { Events } from './events.js';
import { type AnyPlugin, type Ask, protocolOf } from './plugin.js';
import type { MessageMaps, Protocol } from './protocol.js';
import type { TimerQueue } from './timer-queue.js';

/** What one plugin declares for a message. */
export interface Handler {
  readonly plugin: string;
  readonly handler: (body: unknown, context: unknown) => unknown;
  /** Aborts when the plugin is removed. */
  readonly signal: AbortSignal;
}

/** A plugin that was added to a host. The same plugin may be added again once it was removed. */
export interface Instance {
  readonly plugin: AnyPlugin;
  readonly controller: AbortController;
  /** Resolves to what `setup` returned. */
  setup?: Promise<unknown>;
  /** Settles when it has been cleaned up. */
  disposed?: Promise<void>;
}

/** The plugins of a host, in the order in which they were added. */
export interface Plugins {
  /** @throws `JackfieldError` `BAD_PLUGIN` or `DUPLICATE_PLUGIN` */
  add(plugin: AnyPlugin, where?: string): Instance;
  /** Runs the plugin's set-up. A failing set-up is reported, and the plugin stays. */
  setUp(instance: Instance, ask: Ask): void;
  /** Removes the plugin from those that get messages. */
  remove(instance: Instance): unknown;
  /**
   * Aborts and cleans up, each once and within five seconds together, the last one first. Default: all
   * that were not cleaned up. Never rejects.
   */
  dispose(instances?: readonly Instance[]): Promise<void>;
  /** Returns what the plugins declare in `group` for the message `name`. */
  handlers(group: 'requests' | 'invalid' | 'pushes', name: string): readonly Handler[];
}

/** How long a host waits for the clean-up of its plugins. */
const DISPOSE_MS = 5_000;

export function createPlugins(
  protocol: Pick<Protocol<MessageMaps>, 'name' | 'speaks'>,
  service: string,
  events: Events,
  clock: Clock,
  timers: TimerQueue,
): Plugins {
  /** Those that get messages. */
  const active = new Set<Instance>();
  /** Those that are not cleaned up yet. */
  const alive = new Set<Instance>();

  async function cleanUp(instance: Instance, ms: number): Promise<void> {
    const { name } = instance.plugin;
    instance.controller.abort();
    const cleanedUp = (async () => {
      const cleanup = await instance.setup;
      if (typeof cleanup === 'function') await (cleanup as () => unknown)();
    })().catch((thrown: unknown) => events.fail('PLUGIN_FAILED', 'clean-up', thrown, name));
    if (!(await timers.within(ms, cleanedUp))) {
      const text = `not finished in ${Math.round(ms)} ms`;
      events.fail('DEADLINE', 'clean-up', undefined, name, undefined, text);
    }
    alive.delete(instance);
  }

  return {
    add(plugin, where = '/') {
      const made = protocolOf(plugin) ?? '';
      if (made !== protocol.name && !protocol.speaks?.includes(made))
        throw unexpected(
          'BAD_PLUGIN',
          'Plugin',
          where,
          `a plugin from definePlugin for ${protocol.name}`,
          made || plugin,
        );
      const { name } = plugin;
      if ([...active].some((other) => other.plugin.name === name)) {
        const text = `Plugin "${name}": already in the host of "${service}"`;
        throw new JackfieldError('DUPLICATE_PLUGIN', text);
      }
      const instance: Instance = { plugin, controller: new AbortController() };
      active.add(instance);
      alive.add(instance);
      return instance;
    },
    setUp(instance, ask) {
      const { plugin, controller } = instance;
      const { name, setup } = plugin;
      events.watch?.plugin(plugin);
      const { signal } = controller;
      instance.setup = (async () => setup?.({ service, clock, signal, ask }))().catch(
        (thrown: unknown) => void events.fail('PLUGIN_FAILED', 'setup', thrown, name),
      );
    },
    remove: (instance) => active.delete(instance),
    async dispose(instances = [...alive].reverse()) {
      const end = clock.elapsed() + DISPOSE_MS;
      for (const instance of instances) {
        instance.disposed ??= cleanUp(instance, end - clock.elapsed());
        // One that hangs does not keep the next one from its clean-up.
        await timers.within(DISPOSE_MS / instances.length, instance.disposed);
      }
      await Promise.all(instances.map(({ disposed }) => disposed));
    },
    handlers(group, name) {
      const found: Handler[] = [];
      // A loop, since this runs with every message.
      for (const { plugin, controller } of active) {
        const members = plugin[group];
        const handler = members && Object.hasOwn(members, name) && members[name];
        if (handler) found.push({ plugin: plugin.name, handler, signal: controller.signal });
      }
      return found;
    },
  };
}
